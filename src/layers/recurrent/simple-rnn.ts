import type * as tf from '@tensorflow/tfjs-core';
import { RecurrentLayer, type RecurrentLayerOptions } from './recurrent-layer.js';
import { RECURRENT_CELL_OPTIONS } from './recurrent-options.js';
import { SimpleRNNCell } from './simple-rnn-cell.js';

/** Options of {@link SimpleRNN}. */
export type SimpleRNNOptions<S extends boolean = boolean> = RecurrentLayerOptions<S>;

/**
 * A recurrent layer whose output is its next state: `h = activation(x · kernel + bias + h · recurrentKernel)`.
 *
 * Input `[batch, time, features]`; output `[batch, units]`, or `[batch, time, units]` with `returnSequences`; with
 * `returnState` a list `[output, h]`. See https://keras.io/api/layers/recurrent_layers/simple_rnn/.
 *
 * @example
 * new layers.SimpleRNN({ units: 4 })(tf.ones([2, 5, 3])).shape; // [2, 4]
 */
export class SimpleRNN<S extends boolean = false> extends RecurrentLayer<
  S,
  [output: tf.Tensor, h: tf.Tensor],
  SimpleRNNCell
> {
  constructor(options: SimpleRNNOptions<S>) {
    super(options, { cell: SimpleRNNCell, name: 'simple_rnn_cell', options: RECURRENT_CELL_OPTIONS });
  }
}
