import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import type { CellRun } from './cell.js';
import { RecurrentCell } from './recurrent-cell.js';
import { RECURRENT_CELL_OPTIONS, type RecurrentCellOptions } from './recurrent-options.js';

/** Options of {@link SimpleRNNCell}. */
export interface SimpleRNNCellOptions extends RecurrentCellOptions {}

/**
 * One time step of a {@link SimpleRNN}: `activation(x · kernel + bias + h · recurrentKernel)`.
 *
 * Input `[batch, features]` and one state `[batch, units]`; gives `[output, [output]]`.
 * See https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/.
 *
 * @example
 * new layers.RNN({ cell: new layers.SimpleRNNCell({ units: 4 }) })(tf.ones([2, 5, 3])).shape; // [2, 4]
 */
export class SimpleRNNCell extends RecurrentCell {
  constructor(options: SimpleRNNCellOptions) {
    super(options, RECURRENT_CELL_OPTIONS);
  }

  protected override get gates(): number {
    return 1;
  }

  override begin(stepShape: KnownShape, training: boolean): CellRun {
    const recurrence = this.recurrence(stepShape, training);
    return {
      project: this.projection(stepShape, training, this.bias),
      step: (x, [h]) => {
        const output = this.activation(tf.add(x, recurrence(h as tf.Tensor)));
        return [output, [output]];
      },
    };
  }
}
