import * as tf from '@tensorflow/tfjs-core';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * The largest value of each channel over all of an image.
 *
 * Input `[batch, height, width, channels]`, output `[batch, channels]`, with `keepdims` axes of size 1 between them.
 * See https://keras.io/api/layers/pooling_layers/global_max_pooling2d/.
 *
 * @example
 * new layers.GlobalMaxPooling2D()(tf.ones([2, 8, 8, 3])).shape; // [2, 3]
 */
export class GlobalMaxPooling2D extends GlobalPooling {
  constructor(options: GlobalPoolingOptions = {}) {
    super(2, options);
  }

  protected override reduce(inputs: tf.Tensor): tf.Tensor {
    return tf.max(inputs, this.axes, this.keepdims);
  }
}
