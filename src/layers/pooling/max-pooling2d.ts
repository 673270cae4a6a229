import { Pooling, type PoolingOptions } from './pooling.js';

/**
 * The largest value of each window over images.
 *
 * Input `[batch, height, width, channels]`, output `[batch, newHeight, newWidth, channels]` (channels first: channels behind the batch axis).
 * See https://keras.io/api/layers/pooling_layers/max_pooling2d/.
 *
 * @example
 * new layers.MaxPooling2D({ poolSize: 2 })(tf.ones([2, 8, 8, 3])).shape; // [2, 4, 4, 3]
 */
export class MaxPooling2D extends Pooling {
  constructor(options: PoolingOptions = {}) {
    super(2, 'max', options);
  }
}
