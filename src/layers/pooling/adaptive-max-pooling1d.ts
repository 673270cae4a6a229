import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';

/**
 * The largest value over windows of sequences that are chosen so that the output has a given size.
 *
 * Input `[batch, steps, channels]`, output `[batch, ...outputSize, channels]`.
 * See https://keras.io/api/layers/pooling_layers/adaptive_max_pooling1d/.
 *
 * @example
 * new layers.AdaptiveMaxPooling1D({ outputSize: 3 })(tf.ones([2, 10, 3])).shape; // [2, 3, 3]
 */
export class AdaptiveMaxPooling1D extends AdaptivePooling {
  constructor(options: AdaptivePoolingOptions) {
    super(1, 'max', options);
  }
}
