import { Pooling, type PoolingOptions } from './pooling.js';

/**
 * The mean of each window over volumes. Padding does not count.
 *
 * Input `[batch, depth, height, width, channels]`, output `[batch, ...newSizes, channels]` (channels first: channels behind the batch axis).
 * See https://keras.io/api/layers/pooling_layers/average_pooling3d/.
 *
 * @example
 * new layers.AveragePooling3D({ poolSize: 2 })(tf.ones([2, 4, 4, 4, 3])).shape; // [2, 2, 2, 2, 3]
 */
export class AveragePooling3D extends Pooling {
  constructor(options: PoolingOptions = {}) {
    super(3, 'average', options);
  }
}
