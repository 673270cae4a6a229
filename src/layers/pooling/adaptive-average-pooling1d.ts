import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';

/**
 * The mean over windows of sequences that are chosen so that the output has a given size.
 *
 * Input `[batch, steps, channels]`, output `[batch, ...outputSize, channels]`.
 * See https://keras.io/api/layers/pooling_layers/adaptive_average_pooling1d/.
 *
 * @example
 * new layers.AdaptiveAveragePooling1D({ outputSize: 3 })(tf.ones([2, 10, 3])).shape; // [2, 3, 3]
 */
export class AdaptiveAveragePooling1D extends AdaptivePooling {
  constructor(options: AdaptivePoolingOptions) {
    super(1, 'average', options);
  }
}
