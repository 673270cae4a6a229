import { SpatialDropout, type SpatialDropoutOptions } from './spatial-dropout.js';

/**
 * Dropout of whole channels of images, `[batch, height, width, channels]`: neighbouring values are too alike for dropping single ones.
 * See https://keras.io/api/layers/regularization_layers/spatial_dropout2d/.
 *
 * @example
 * new layers.SpatialDropout2D({ rate: 0.5 })(tf.ones([1, 5, 5, 4]), { training: true });
 */
export class SpatialDropout2D extends SpatialDropout {
  constructor(options: SpatialDropoutOptions) {
    super(2, options);
  }
}
