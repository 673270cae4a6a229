import { DepthwiseConv, type DepthwiseConvOptions } from './depthwise-conv.js';

/**
 * Convolution over images in which each channel has filters of its own.
 *
 * Input `[batch, height, width, channels]`, output `[batch, newHeight, newWidth, channels * depthMultiplier]`; kernel
 * `[...kernelSize, channels, depthMultiplier]`, bias `[channels * depthMultiplier]`.
 * See https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/.
 *
 * @example
 * new layers.DepthwiseConv2D({ kernelSize: 3, padding: 'same' })(tf.ones([1, 8, 8, 3])).shape; // [1, 8, 8, 3]
 */
export class DepthwiseConv2D extends DepthwiseConv {
  constructor(options: DepthwiseConvOptions) {
    super(2, options);
  }
}
