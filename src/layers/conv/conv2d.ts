import { Conv, type ConvOptions } from './conv.js';

/**
 * Convolution over images.
 *
 * Input `[batch, height, width, channels]`, output `[batch, newHeight, newWidth, filters]` (channels first:
 * `[batch, channels, height, width]`); kernel `[...kernelSize, channels / groups, filters]`, bias `[filters]`.
 * See https://keras.io/api/layers/convolution_layers/convolution2d/.
 *
 * @example
 * new layers.Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' })(tf.ones([2, 28, 28, 1])).shape; // [2, 26, 26, 8]
 */
export class Conv2D extends Conv {
  constructor(options: ConvOptions) {
    super(2, options);
  }
}
