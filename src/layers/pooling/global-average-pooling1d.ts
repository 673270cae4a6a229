import * as tf from '@tensorflow/tfjs-core';
import type { CallOptions } from '../call.js';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * The mean of each channel over all of a sequence. Where the input has a mask, only the steps that it
 * keeps count.
 *
 * Input `[batch, steps, channels]`, output `[batch, channels]`, with `keepdims` axes of size 1 between them.
 * See https://keras.io/api/layers/pooling_layers/global_average_pooling1d/.
 *
 * @example
 * new layers.GlobalAveragePooling1D()(tf.ones([2, 10, 3])).shape; // [2, 3]
 */
export class GlobalAveragePooling1D extends GlobalPooling {
  constructor(options: GlobalPoolingOptions = {}) {
    super(1, options);
    this.supportsMasking = true;
  }

  protected override get takesMask(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor, { mask }: CallOptions = {}): tf.Tensor {
    if (!(mask instanceof tf.Tensor)) return super.call(inputs);
    return tf.tidy(() => {
      const kept = tf.expandDims(tf.cast(mask, 'bool'), this.dataFormat === 'channelsLast' ? 2 : 1);
      const values = tf.where(kept, inputs, tf.zerosLike(inputs));
      const [axis] = this.axes;
      return tf.div(
        tf.sum(values, axis, this.keepdims),
        tf.sum(tf.cast(kept, 'float32'), axis, this.keepdims),
      );
    });
  }

  override computeMask(): null {
    return null;
  }

  protected override reduce(inputs: tf.Tensor): tf.Tensor {
    return tf.mean(inputs, this.axes, this.keepdims);
  }
}
