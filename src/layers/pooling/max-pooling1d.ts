import { Pooling, type PoolingOptions } from './pooling.js';

/**
 * The largest value of each window over sequences.
 *
 * Input `[batch, steps, channels]`, output `[batch, newSteps, channels]` (channels first: channels behind the batch axis).
 * See https://keras.io/api/layers/pooling_layers/max_pooling1d/.
 *
 * @example
 * new layers.MaxPooling1D({ poolSize: 2 })(tf.ones([2, 10, 3])).shape; // [2, 5, 3]
 */
export class MaxPooling1D extends Pooling {
  constructor(options: PoolingOptions = {}) {
    super(1, 'max', options);
  }
}
