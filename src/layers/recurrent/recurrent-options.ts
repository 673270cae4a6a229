import type { ActivationId } from '../../activations/index.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import type { LayerOptions } from '../layer.js';

/** Options of all recurrent cells with units: SimpleRNNCell, LSTMCell, GRUCell. */
export interface RecurrentCellOptions extends LayerOptions {
  /** The size of the output and of the states. */
  readonly units: number;
  /** 'tanh' by default; null for none. */
  readonly activation?: ActivationId | null | undefined;
  /** True by default. */
  readonly useBias?: boolean | undefined;
  /** For the kernel that the inputs go through; 'glorotUniform' by default. */
  readonly kernelInitializer?: InitializerId | undefined;
  /** For the kernel that the states go through; 'orthogonal' by default. */
  readonly recurrentInitializer?: InitializerId | undefined;
  /** 'zeros' by default. */
  readonly biasInitializer?: InitializerId | undefined;
  readonly kernelRegularizer?: RegularizerId | null | undefined;
  readonly recurrentRegularizer?: RegularizerId | null | undefined;
  readonly biasRegularizer?: RegularizerId | null | undefined;
  readonly kernelConstraint?: ConstraintId | null | undefined;
  readonly recurrentConstraint?: ConstraintId | null | undefined;
  readonly biasConstraint?: ConstraintId | null | undefined;
  /** The share of the inputs' features that training drops, the same ones at every time step; 0 by default. */
  readonly dropout?: number | undefined;
  /** The share of the states that training drops, the same ones at every time step; 0 by default. */
  readonly recurrentDropout?: number | undefined;
  /** For dropout. */
  readonly seed?: number | null | undefined;
}

/** The names of the options of {@link RecurrentCellOptions} that are not every layer's. */
export const RECURRENT_CELL_OPTIONS: readonly (keyof RecurrentCellOptions)[] = [
  'units',
  'activation',
  'useBias',
  'kernelInitializer',
  'recurrentInitializer',
  'biasInitializer',
  'kernelRegularizer',
  'recurrentRegularizer',
  'biasRegularizer',
  'kernelConstraint',
  'recurrentConstraint',
  'biasConstraint',
  'dropout',
  'recurrentDropout',
  'seed',
];

/** Options of cells with gates: LSTMCell, GRUCell. */
export interface GatedCellOptions extends RecurrentCellOptions {
  /** Of the gates; 'sigmoid' by default. */
  readonly recurrentActivation?: ActivationId | null | undefined;
  /**
   * 2, the default: one matrix product for all gates. 1: each gate drops features of its own; `recurrentDropout` makes
   * it 1.
   */
  readonly implementation?: 1 | 2 | undefined;
}

/** The names of the options of {@link GatedCellOptions} that are not every layer's. */
export const GATED_CELL_OPTIONS: readonly (keyof GatedCellOptions)[] = [
  ...RECURRENT_CELL_OPTIONS,
  'recurrentActivation',
  'implementation',
];
