import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';

/**
 * The mean over windows of images that are chosen so that the output has a given size.
 *
 * Input `[batch, height, width, channels]`, output `[batch, ...outputSize, channels]`.
 * See https://keras.io/api/layers/pooling_layers/adaptive_average_pooling2d/.
 *
 * @example
 * new layers.AdaptiveAveragePooling2D({ outputSize: [2, 3] })(tf.ones([2, 8, 8, 3])).shape; // [2, 2, 3, 3]
 */
export class AdaptiveAveragePooling2D extends AdaptivePooling {
  constructor(options: AdaptivePoolingOptions) {
    super(2, 'average', options);
  }
}
