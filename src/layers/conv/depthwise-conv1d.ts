import { DepthwiseConv, type DepthwiseConvOptions } from './depthwise-conv.js';

/**
 * Convolution over one axis in which each channel has filters of its own.
 *
 * Input `[batch, steps, channels]`, output `[batch, newSteps, channels * depthMultiplier]`; kernel
 * `[kernelSize, channels, depthMultiplier]`, bias `[channels * depthMultiplier]`.
 * See https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/.
 *
 * @example
 * new layers.DepthwiseConv1D({ kernelSize: 3, depthMultiplier: 2 })(tf.ones([1, 8, 3])).shape; // [1, 6, 6]
 */
export class DepthwiseConv1D extends DepthwiseConv {
  constructor(options: DepthwiseConvOptions) {
    super(1, options);
  }
}
