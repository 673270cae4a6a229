import { Pooling, type PoolingOptions } from './pooling.js';

/**
 * The mean of each window over images. Padding does not count.
 *
 * Input `[batch, height, width, channels]`, output `[batch, newHeight, newWidth, channels]` (channels first: channels behind the batch axis).
 * See https://keras.io/api/layers/pooling_layers/average_pooling2d/.
 *
 * @example
 * new layers.AveragePooling2D({ poolSize: 2 })(tf.ones([2, 8, 8, 3])).shape; // [2, 4, 4, 3]
 */
export class AveragePooling2D extends Pooling {
  constructor(options: PoolingOptions = {}) {
    super(2, 'average', options);
  }
}
