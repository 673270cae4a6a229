import { SpatialDropout, type SpatialDropoutOptions } from './spatial-dropout.js';

/**
 * Dropout of whole channels of volumes, `[batch, depth, height, width, channels]`: neighbouring values are too alike for dropping single ones.
 * See https://keras.io/api/layers/regularization_layers/spatial_dropout3d/.
 *
 * @example
 * new layers.SpatialDropout3D({ rate: 0.5 })(tf.ones([1, 3, 3, 3, 4]), { training: true });
 */
export class SpatialDropout3D extends SpatialDropout {
  constructor(options: SpatialDropoutOptions) {
    super(3, options);
  }
}
