import { ConvLSTM, type ConvLSTMOptions } from './conv-lstm.js';

/**
 * An LSTM whose products are 2D convolutions (Shi et al., 2015).
 *
 * Input `[batch, time, rows, columns, channels]`; output the last one without the time axis, or all with `returnSequences`; with
 * `returnState` a list `[output, h, c]`. See https://keras.io/api/layers/recurrent_layers/conv_lstm2d/.
 *
 * @example
 * new layers.ConvLSTM2D({ filters: 4, kernelSize: 3 })(tf.ones([2, 5, 8, 8, 3])).shape; // [2, 6, 6, 4]
 */
export class ConvLSTM2D<S extends boolean = false> extends ConvLSTM<S> {
  constructor(options: ConvLSTMOptions<S>) {
    super(options, 2);
  }
}
