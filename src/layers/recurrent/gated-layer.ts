import type * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/index.js';
import type { Nested } from '../../support/structure.js';
import type { GatedCell } from './gated-cell.js';
import { RecurrentLayer } from './recurrent-layer.js';

/** The base of LSTM and GRU. */
export abstract class GatedLayer<
  S extends boolean,
  T extends readonly Nested<tf.Tensor>[],
  C extends GatedCell,
> extends RecurrentLayer<S, T, C> {
  get recurrentActivation(): Activation {
    return this.cell.recurrentActivation;
  }

  get implementation(): 1 | 2 {
    return this.cell.implementation;
  }
}
