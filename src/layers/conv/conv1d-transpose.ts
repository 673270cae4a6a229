import { ConvTranspose, type ConvTransposeOptions } from './conv-transpose.js';

/**
 * Transposed convolution over one axis: from a convolution's output to something of its input's shape.
 *
 * Input `[batch, steps, channels]`, output `[batch, newSteps, filters]`; kernel `[kernelSize, filters, channels]`, bias
 * `[filters]`. See https://keras.io/api/layers/convolution_layers/convolution1d_transpose/.
 *
 * @example
 * new layers.Conv1DTranspose({ filters: 2, kernelSize: 3, strides: 2, padding: 'same' })(tf.ones([1, 5, 4])).shape; // [1, 10, 2]
 */
export class Conv1DTranspose extends ConvTranspose {
  constructor(options: ConvTransposeOptions) {
    super(1, options);
  }
}
