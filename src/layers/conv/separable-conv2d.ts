import { SeparableConv, type SeparableConvOptions } from './separable-conv.js';

/**
 * Convolution over images in two steps: each channel by itself, then the channels at each place.
 *
 * Input `[batch, height, width, channels]`, output `[batch, newHeight, newWidth, filters]`; depthwise kernel
 * `[...kernelSize, channels, depthMultiplier]`, pointwise kernel `[1, 1, channels * depthMultiplier, filters]`, bias
 * `[filters]`. See https://keras.io/api/layers/convolution_layers/separable_convolution2d/.
 *
 * @example
 * new layers.SeparableConv2D({ filters: 4, kernelSize: 3 })(tf.ones([1, 8, 8, 3])).shape; // [1, 6, 6, 4]
 */
export class SeparableConv2D extends SeparableConv {
  constructor(options: SeparableConvOptions) {
    super(2, options);
  }
}
