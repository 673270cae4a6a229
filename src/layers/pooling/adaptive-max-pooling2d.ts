import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';

/**
 * The largest value over windows of images that are chosen so that the output has a given size.
 *
 * Input `[batch, height, width, channels]`, output `[batch, ...outputSize, channels]`.
 * See https://keras.io/api/layers/pooling_layers/adaptive_max_pooling2d/.
 *
 * @example
 * new layers.AdaptiveMaxPooling2D({ outputSize: [2, 3] })(tf.ones([2, 8, 8, 3])).shape; // [2, 2, 3, 3]
 */
export class AdaptiveMaxPooling2D extends AdaptivePooling {
  constructor(options: AdaptivePoolingOptions) {
    super(2, 'max', options);
  }
}
