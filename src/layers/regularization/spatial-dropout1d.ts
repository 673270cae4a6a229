import { SpatialDropout, type SpatialDropout1DOptions } from './spatial-dropout.js';

/**
 * Dropout of whole channels of sequences, `[batch, steps, channels]`: neighbouring values are too alike for dropping single ones.
 * See https://keras.io/api/layers/regularization_layers/spatial_dropout1d/.
 *
 * @example
 * new layers.SpatialDropout1D({ rate: 0.5 })(tf.ones([1, 5, 4]), { training: true });
 */
export class SpatialDropout1D extends SpatialDropout {
  constructor(options: SpatialDropout1DOptions) {
    super(1, options);
  }
}
