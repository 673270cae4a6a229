import { Pooling, type PoolingOptions } from './pooling.js';

/**
 * The largest value of each window over volumes.
 *
 * Input `[batch, depth, height, width, channels]`, output `[batch, ...newSizes, channels]` (channels first: channels behind the batch axis).
 * See https://keras.io/api/layers/pooling_layers/max_pooling3d/.
 *
 * @example
 * new layers.MaxPooling3D({ poolSize: 2 })(tf.ones([2, 4, 4, 4, 3])).shape; // [2, 2, 2, 2, 3]
 */
export class MaxPooling3D extends Pooling {
  constructor(options: PoolingOptions = {}) {
    super(3, 'max', options);
  }
}
