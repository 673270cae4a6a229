import type * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/index.js';
import type { Variable } from '../../backends/variable.js';
import { checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { pick } from '../../support/pick.js';
import { toKerasConfig } from '../../support/registry.js';
import type { Nested } from '../../support/structure.js';
import { LAYER_OPTIONS } from '../layer.js';
import type { RecurrentCell } from './recurrent-cell.js';
import type { RecurrentCellOptions } from './recurrent-options.js';
import { RNN, RNN_LAYER_OPTIONS, type RNNLayerOptions } from './rnn.js';

/** Options of SimpleRNN, LSTM and GRU. */
export type RecurrentLayerOptions<S extends boolean = boolean> = RNNLayerOptions<S> & RecurrentCellOptions;

/** What a {@link RecurrentLayer} is made of. */
export interface RecurrentLayerParts<C> {
  readonly cell: new (options: never) => C;
  /** Keras's name for it: `lstm_cell`. */
  readonly name: string;
  /** The names of the cell's options. */
  readonly options: readonly string[];
}

/** The base of SimpleRNN, LSTM and GRU: an RNN that makes its own cell of its options. */
export abstract class RecurrentLayer<
  S extends boolean,
  T extends readonly Nested<tf.Tensor>[],
  C extends RecurrentCell,
> extends RNN<S, T, C> {
  constructor(given: RecurrentLayerOptions<S>, parts: RecurrentLayerParts<C>) {
    const where = new.target.className;
    checkOptions(where, given, [...LAYER_OPTIONS, ...parts.options, ...RNN_LAYER_OPTIONS, 'useCudnn']);
    const { useCudnn = 'auto', ...options } = given as RecurrentLayerOptions<S> & { useCudnn?: unknown };
    if (useCudnn !== 'auto' && useCudnn !== false) {
      throw new ValueError(
        `${where}: useCudnn must be 'auto' or false, as there is no cuDNN here; received ${String(useCudnn)}.`,
      );
    }
    const { trainable, dtype } = options;
    super({
      ...pick(options, [...LAYER_OPTIONS, ...RNN_LAYER_OPTIONS]),
      cell: new parts.cell({ ...pick(options, parts.options), trainable, dtype, name: parts.name } as never),
    });
    this.inputSpec = { ndim: 3 };
  }

  get units(): number {
    return this.cell.units;
  }

  override get states(): readonly Variable[] | null {
    return super.states as readonly Variable[] | null;
  }

  get activation(): Activation {
    return this.cell.activation;
  }

  get useBias(): boolean {
    return this.cell.useBias;
  }

  get dropout(): number {
    return this.cell.dropout;
  }

  get recurrentDropout(): number {
    return this.cell.recurrentDropout;
  }

  override getConfig(): Record<string, unknown> {
    const { cell: _, ...layer } = super.getConfig();
    const { name: _name, trainable: _trainable, dtype: _dtype, ...cell } = this.cell.getConfig();
    const penalty = this.activityRegularizer;
    return {
      ...layer,
      ...cell,
      activity_regularizer: penalty && toKerasConfig('keras.regularizers', penalty),
    };
  }
}
