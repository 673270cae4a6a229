import { ConvLSTM, type ConvLSTMOptions } from './conv-lstm.js';

/**
 * An LSTM whose products are 3D convolutions (Shi et al., 2015).
 *
 * Input `[batch, time, depth, rows, columns, channels]`; output the last one without the time axis, or all with `returnSequences`; with
 * `returnState` a list `[output, h, c]`. See https://keras.io/api/layers/recurrent_layers/conv_lstm3d/.
 *
 * @example
 * new layers.ConvLSTM3D({ filters: 4, kernelSize: 3 })(tf.ones([2, 3, 4, 4, 4, 1])).shape; // [2, 2, 2, 2, 4]
 */
export class ConvLSTM3D<S extends boolean = false> extends ConvLSTM<S> {
  constructor(options: ConvLSTMOptions<S>) {
    super(options, 3);
  }
}
