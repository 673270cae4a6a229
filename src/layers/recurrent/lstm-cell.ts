import * as tf from '@tensorflow/tfjs-core';
import { get as getInitializer, type Initializer } from '../../initializers/index.js';
import type { KnownShape } from '../../support/shape.js';
import type { CellRun, StateSize } from './cell.js';
import { GatedCell } from './gated-cell.js';
import { GATED_CELL_OPTIONS, type GatedCellOptions } from './recurrent-options.js';

/** Options of {@link LSTMCell}. */
export interface LSTMCellOptions extends GatedCellOptions {
  /** The bias of the forget gate begins with ones; true by default. */
  readonly unitForgetBias?: boolean | undefined;
}

/** The names of the options of {@link LSTMCellOptions} that are not every layer's. */
export const LSTM_CELL_OPTIONS = [...GATED_CELL_OPTIONS, 'unitForgetBias'];

/**
 * One time step of an {@link LSTM} (Hochreiter and Schmidhuber, 1997); gates in the order input, forget, cell, output.
 *
 * Input `[batch, features]` and two states `[batch, units]`, h and c; gives `[h, [h, c]]`.
 * See https://keras.io/api/layers/recurrent_layers/lstm_cell/.
 *
 * @example
 * new layers.RNN({ cell: new layers.LSTMCell({ units: 4 }) })(tf.ones([2, 5, 3])).shape; // [2, 4]
 */
export class LSTMCell extends GatedCell {
  readonly unitForgetBias: boolean;

  constructor(options: LSTMCellOptions) {
    super(options, LSTM_CELL_OPTIONS);
    this.unitForgetBias = options.unitForgetBias ?? true;
  }

  protected override get gates(): number {
    return 4;
  }

  override get stateSize(): StateSize {
    return [this.units, this.units];
  }

  protected override biasInitializer(given: Initializer): Initializer {
    return this.unitForgetBias ? lstmBias(given, this.units) : given;
  }

  override begin(stepShape: KnownShape, training: boolean): CellRun {
    const { activation, recurrentActivation } = this;
    const recurrence = this.recurrence(stepShape, training);
    return {
      project: this.projection(stepShape, training, this.bias),
      step: (x, [h, c]) => {
        const gates = tf.split(tf.add(x, recurrence(h as tf.Tensor)), 4, 1);
        const [i, f, candidate, o] = gates as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        const kept = tf.mul(recurrentActivation(f), c as tf.Tensor);
        const carry = tf.add(kept, tf.mul(recurrentActivation(i), activation(candidate)));
        const output = tf.mul(recurrentActivation(o), activation(carry));
        return [output, [output, carry]];
      },
    };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), unit_forget_bias: this.unitForgetBias };
  }
}

/** The bias of the gates input, forget, cell and output, with ones for the forget gate. */
export function lstmBias(others: Initializer, units: number): Initializer {
  return getInitializer((_, dtype) =>
    tf.tidy(() => tf.concat([others([units], dtype), tf.ones([units]), others([2 * units], dtype)])),
  );
}
