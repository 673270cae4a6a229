import { ConvTranspose, type ConvTransposeOptions } from './conv-transpose.js';

/**
 * Transposed convolution over images, as in decoders and generators: it enlarges by its strides.
 *
 * Input `[batch, height, width, channels]`, output `[batch, newHeight, newWidth, filters]`; kernel
 * `[...kernelSize, filters, channels]`, bias `[filters]`.
 * See https://keras.io/api/layers/convolution_layers/convolution2d_transpose/.
 *
 * @example
 * new layers.Conv2DTranspose({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' })(tf.ones([1, 7, 7, 8])).shape; // [1, 14, 14, 3]
 */
export class Conv2DTranspose extends ConvTranspose {
  constructor(options: ConvTransposeOptions) {
    super(2, options);
  }
}
