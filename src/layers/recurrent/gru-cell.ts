import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import type { CellRun } from './cell.js';
import { GatedCell } from './gated-cell.js';
import { GATED_CELL_OPTIONS, type GatedCellOptions } from './recurrent-options.js';

/** Options of {@link GRUCell}. */
export interface GRUCellOptions extends GatedCellOptions {
  /**
   * True, the default: the reset gate applies after the matrix product, and the states have a bias of their own (Keras 3,
   * cuDNN). False: before it (Cho et al., 2014).
   */
  readonly resetAfter?: boolean | undefined;
}

/** The names of the options of {@link GRUCellOptions} that are not every layer's. */
export const GRU_CELL_OPTIONS = [...GATED_CELL_OPTIONS, 'resetAfter'];

/**
 * One time step of a {@link GRU} (Cho et al., 2014); gates in the order update, reset, candidate.
 *
 * Input `[batch, features]` and one state `[batch, units]`; gives `[output, [output]]`.
 * See https://keras.io/api/layers/recurrent_layers/gru_cell/.
 *
 * @example
 * new layers.RNN({ cell: new layers.GRUCell({ units: 4 }) })(tf.ones([2, 5, 3])).shape; // [2, 4]
 */
export class GRUCell extends GatedCell {
  readonly resetAfter: boolean;

  constructor(options: GRUCellOptions) {
    super(options, GRU_CELL_OPTIONS);
    this.resetAfter = options.resetAfter ?? true;
  }

  protected override get gates(): number {
    return 3;
  }

  protected override biasShape(columns: number): number[] {
    return this.resetAfter ? [2, columns] : [columns];
  }

  override begin(stepShape: KnownShape, training: boolean): CellRun {
    const [inputBias, recurrentBias] = this.#biases();
    const candidateOf = this.resetAfter
      ? this.#resetAfter(stepShape, training, recurrentBias)
      : this.#resetBefore(stepShape, training);
    return {
      project: this.projection(stepShape, training, inputBias),
      step: (x, [state]) => {
        const h = state as tf.Tensor;
        const { update, candidate } = candidateOf(x, h);
        // update * h + (1 - update) * candidate, with one operation less.
        const output = tf.add(candidate, tf.mul(update, tf.sub(h, candidate)));
        return [output, [output]];
      },
    };
  }

  #biases(): [tf.Tensor | null, tf.Tensor | null] {
    if (this.bias === null) return [null, null];
    if (!this.resetAfter) return [this.bias, null];
    return tf.unstack(this.bias) as [tf.Tensor, tf.Tensor];
  }

  #resetAfter(stepShape: KnownShape, training: boolean, bias: tf.Tensor | null): Candidate {
    const { units } = this;
    const recurrence = this.recurrence(stepShape, training);
    return (x, h) => {
      const product = recurrence(h);
      const inner = bias === null ? product : tf.add(product, bias);
      const [xGates, xCandidate] = tf.split(x, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
      const [hGates, hCandidate] = tf.split(inner, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
      const [update, reset] = this.#gates(tf.add(xGates, hGates));
      return { update, candidate: this.activation(tf.add(xCandidate, tf.mul(reset, hCandidate))) };
    };
  }

  #resetBefore(stepShape: KnownShape, training: boolean): Candidate {
    const { units } = this;
    const toGates = this.recurrence(stepShape, training, 0, 2);
    const toCandidate = this.recurrence(stepShape, training, 2, 3);
    return (x, h) => {
      const [xGates, xCandidate] = tf.split(x, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
      const [update, reset] = this.#gates(tf.add(xGates, toGates(h)));
      return { update, candidate: this.activation(tf.add(xCandidate, toCandidate(tf.mul(reset, h)))) };
    };
  }

  #gates(sums: tf.Tensor): [tf.Tensor, tf.Tensor] {
    const [update, reset] = tf.split(sums, 2, 1) as [tf.Tensor, tf.Tensor];
    return [this.recurrentActivation(update), this.recurrentActivation(reset)];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), reset_after: this.resetAfter };
  }
}

/** From the inputs' part and the state: the update gate and the candidate for the next state. */
type Candidate = (
  x: tf.Tensor,
  h: tf.Tensor,
) => { readonly update: tf.Tensor; readonly candidate: tf.Tensor };
