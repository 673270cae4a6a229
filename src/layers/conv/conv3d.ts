import { Conv, type ConvOptions } from './conv.js';

/**
 * Convolution over volumes, or over the frames of a film.
 *
 * Input `[batch, depth, height, width, channels]`, output `[batch, ...newSizes, filters]` (channels first: channels
 * behind the batch axis); kernel `[...kernelSize, channels / groups, filters]`, bias `[filters]`.
 * See https://keras.io/api/layers/convolution_layers/convolution3d/.
 *
 * @example
 * new layers.Conv3D({ filters: 2, kernelSize: 3 })(tf.ones([1, 8, 8, 8, 1])).shape; // [1, 6, 6, 6, 2]
 */
export class Conv3D extends Conv {
  constructor(options: ConvOptions) {
    super(3, options);
  }
}
