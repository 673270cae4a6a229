import type * as tf from '@tensorflow/tfjs-core';
import { GatedLayer } from './gated-layer.js';
import { LSTM_CELL_OPTIONS, LSTMCell, type LSTMCellOptions } from './lstm-cell.js';
import type { RNNLayerOptions } from './rnn.js';

/** Options of {@link LSTM}. */
export interface LSTMOptions<S extends boolean = boolean> extends RNNLayerOptions<S>, LSTMCellOptions {
  /** Accepted as Keras's: 'auto', the default, or false. */
  readonly useCudnn?: 'auto' | false | undefined;
}

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997).
 *
 * Input `[batch, time, features]`; output `[batch, units]`, or `[batch, time, units]` with `returnSequences`; with
 * `returnState` a list `[output, h, c]`. Weights: kernel `[features, 4 * units]`, recurrent kernel `[units, 4 * units]`,
 * bias `[4 * units]`, gates in the order input, forget, cell, output.
 * See https://keras.io/api/layers/recurrent_layers/lstm/.
 *
 * @example
 * const [output, h, c] = new layers.LSTM({ units: 4, returnState: true })(tf.ones([2, 5, 3]));
 */
export class LSTM<S extends boolean = false> extends GatedLayer<
  S,
  [output: tf.Tensor, h: tf.Tensor, c: tf.Tensor],
  LSTMCell
> {
  constructor(options: LSTMOptions<S>) {
    super(options, { cell: LSTMCell, name: 'lstm_cell', options: LSTM_CELL_OPTIONS });
  }

  get unitForgetBias(): boolean {
    return this.cell.unitForgetBias;
  }
}
