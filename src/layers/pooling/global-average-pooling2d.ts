import * as tf from '@tensorflow/tfjs-core';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * The mean of each channel over all of an image.
 *
 * Input `[batch, height, width, channels]`, output `[batch, channels]`, with `keepdims` axes of size 1 between them.
 * See https://keras.io/api/layers/pooling_layers/global_average_pooling2d/.
 *
 * @example
 * new layers.GlobalAveragePooling2D()(tf.ones([2, 8, 8, 3])).shape; // [2, 3]
 */
export class GlobalAveragePooling2D extends GlobalPooling {
  constructor(options: GlobalPoolingOptions = {}) {
    super(2, options);
  }

  protected override reduce(inputs: tf.Tensor): tf.Tensor {
    return tf.mean(inputs, this.axes, this.keepdims);
  }
}
