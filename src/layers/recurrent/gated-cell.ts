import type { Activation } from '../../activations/index.js';
import { ValueError } from '../../support/errors.js';
import { getActivation, serializeActivation } from '../activation-option.js';
import { RecurrentCell } from './recurrent-cell.js';
import type { GatedCellOptions } from './recurrent-options.js';

/** The base of the cells with gates: LSTMCell, GRUCell. */
export abstract class GatedCell extends RecurrentCell {
  readonly recurrentActivation: Activation;
  readonly implementation: 1 | 2;

  constructor(options: GatedCellOptions, known: readonly string[]) {
    super(options, known);
    const { recurrentActivation = 'sigmoid', implementation = 2 } = options;
    this.recurrentActivation = getActivation(recurrentActivation);
    if (implementation !== 1 && implementation !== 2) {
      throw new ValueError(
        `${this.className}: implementation must be 1 or 2; received ${String(implementation)}.`,
      );
    }
    this.implementation = this.recurrentDropout === 0 ? implementation : 1;
  }

  protected override get maskCount(): number {
    return this.implementation === 1 ? this.gates : 1;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), recurrent_activation: serializeActivation(this.recurrentActivation) };
  }
}
