import { Pooling, type PoolingOptions } from './pooling.js';

/**
 * The mean of each window over sequences. Padding does not count.
 *
 * Input `[batch, steps, channels]`, output `[batch, newSteps, channels]` (channels first: channels behind the batch axis).
 * See https://keras.io/api/layers/pooling_layers/average_pooling1d/.
 *
 * @example
 * new layers.AveragePooling1D({ poolSize: 2 })(tf.ones([2, 10, 3])).shape; // [2, 5, 3]
 */
export class AveragePooling1D extends Pooling {
  constructor(options: PoolingOptions = {}) {
    super(1, 'average', options);
  }
}
