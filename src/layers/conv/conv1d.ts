import { Conv, type ConvOptions } from './conv.js';

/** Options of {@link Conv1D}. */
export interface Conv1DOptions extends Omit<ConvOptions, 'padding'> {
  /** 'valid', which is the default; 'same'; 'causal': zeros in front only, so that no output sees a later input. */
  readonly padding?: 'valid' | 'same' | 'causal' | undefined;
}

/**
 * Convolution over one axis, such as time.
 *
 * Input `[batch, steps, channels]`, output `[batch, newSteps, filters]` (channels first: `[batch, channels, steps]`);
 * kernel `[kernelSize, channels / groups, filters]`, bias `[filters]`.
 * See https://keras.io/api/layers/convolution_layers/convolution1d/.
 *
 * @example
 * new layers.Conv1D({ filters: 8, kernelSize: 3, padding: 'causal' })(tf.ones([2, 10, 4])).shape; // [2, 10, 8]
 */
export class Conv1D extends Conv {
  constructor(options: Conv1DOptions) {
    super(1, options as ConvOptions, ['valid', 'same', 'causal']);
  }
}
