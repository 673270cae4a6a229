import { ConvTranspose, type ConvTransposeOptions } from './conv-transpose.js';

/**
 * Transposed convolution over volumes: it enlarges by its strides.
 *
 * Input `[batch, depth, height, width, channels]`, output `[batch, ...newSizes, filters]`; kernel
 * `[...kernelSize, filters, channels]`, bias `[filters]`.
 * See https://keras.io/api/layers/convolution_layers/convolution3d_transpose/.
 *
 * @example
 * new layers.Conv3DTranspose({ filters: 2, kernelSize: 2, strides: 2 })(tf.ones([1, 3, 3, 3, 1])).shape; // [1, 6, 6, 6, 2]
 */
export class Conv3DTranspose extends ConvTranspose {
  constructor(options: ConvTransposeOptions) {
    super(3, options);
  }
}
