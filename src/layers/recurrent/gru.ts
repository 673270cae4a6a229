import type * as tf from '@tensorflow/tfjs-core';
import { GatedLayer } from './gated-layer.js';
import { GRU_CELL_OPTIONS, GRUCell, type GRUCellOptions } from './gru-cell.js';
import type { RNNLayerOptions } from './rnn.js';

/** Options of {@link GRU}. */
export interface GRUOptions<S extends boolean = boolean> extends RNNLayerOptions<S>, GRUCellOptions {
  /** Accepted as Keras's: 'auto', the default, or false. */
  readonly useCudnn?: 'auto' | false | undefined;
}

/**
 * Gated recurrent unit (Cho et al., 2014).
 *
 * Input `[batch, time, features]`; output `[batch, units]`, or `[batch, time, units]` with `returnSequences`; with
 * `returnState` a list `[output, h]`. Weights: kernel `[features, 3 * units]`, recurrent kernel `[units, 3 * units]`, bias
 * `[2, 3 * units]` (`[3 * units]` without `resetAfter`), gates in the order update, reset, candidate.
 * See https://keras.io/api/layers/recurrent_layers/gru/.
 *
 * @example
 * new layers.GRU({ units: 4, returnSequences: true })(tf.ones([2, 5, 3])).shape; // [2, 5, 4]
 */
export class GRU<S extends boolean = false> extends GatedLayer<
  S,
  [output: tf.Tensor, h: tf.Tensor],
  GRUCell
> {
  constructor(options: GRUOptions<S>) {
    super(options, { cell: GRUCell, name: 'gru_cell', options: GRU_CELL_OPTIONS });
  }

  get resetAfter(): boolean {
    return this.cell.resetAfter;
  }
}
