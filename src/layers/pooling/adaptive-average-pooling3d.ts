import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';

/**
 * The mean over windows of volumes that are chosen so that the output has a given size.
 *
 * Input `[batch, depth, height, width, channels]`, output `[batch, ...outputSize, channels]`.
 * See https://keras.io/api/layers/pooling_layers/adaptive_average_pooling3d/.
 *
 * @example
 * new layers.AdaptiveAveragePooling3D({ outputSize: [2, 1, 2] })(tf.ones([2, 4, 4, 4, 3])).shape; // [2, 2, 1, 2, 3]
 */
export class AdaptiveAveragePooling3D extends AdaptivePooling {
  constructor(options: AdaptivePoolingOptions) {
    super(3, 'average', options);
  }
}
