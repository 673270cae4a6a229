import { ConvLSTM, type ConvLSTMOptions } from './conv-lstm.js';

/**
 * An LSTM whose products are 1D convolutions (Shi et al., 2015).
 *
 * Input `[batch, time, steps, channels]`; output the last one without the time axis, or all with `returnSequences`; with
 * `returnState` a list `[output, h, c]`. See https://keras.io/api/layers/recurrent_layers/conv_lstm1d/.
 *
 * @example
 * new layers.ConvLSTM1D({ filters: 4, kernelSize: 3 })(tf.ones([2, 5, 8, 3])).shape; // [2, 6, 4]
 */
export class ConvLSTM1D<S extends boolean = false> extends ConvLSTM<S> {
  constructor(options: ConvLSTMOptions<S>) {
    super(options, 1);
  }
}
