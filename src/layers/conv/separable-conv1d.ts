import { SeparableConv, type SeparableConvOptions } from './separable-conv.js';

/**
 * Convolution over one axis in two steps: each channel by itself, then the channels at each place.
 *
 * Input `[batch, steps, channels]`, output `[batch, newSteps, filters]`; depthwise kernel
 * `[kernelSize, channels, depthMultiplier]`, pointwise kernel `[1, channels * depthMultiplier, filters]`, bias `[filters]`.
 * See https://keras.io/api/layers/convolution_layers/separable_convolution1d/.
 *
 * @example
 * new layers.SeparableConv1D({ filters: 4, kernelSize: 3 })(tf.ones([1, 8, 3])).shape; // [1, 6, 4]
 */
export class SeparableConv1D extends SeparableConv {
  constructor(options: SeparableConvOptions) {
    super(1, options);
  }
}
