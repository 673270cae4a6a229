import type * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { type KerasConfig, toKerasConfig } from '../../support/registry.js';
import type { KnownShape, Shape } from '../../support/shape.js';
import type { Nested } from '../../support/structure.js';
import type { CallOptions } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import { deserialize } from '../registry.js';
import {
  asList,
  beginCell,
  type Cell,
  type CellRun,
  initialStates,
  isCell,
  outputSizeOf,
  type StateSize,
  type States,
} from './cell.js';

/** Options of {@link StackedRNNCells}. */
export interface StackedRNNCellsOptions extends LayerOptions {
  /** The cells, each of which gets the outputs of the one before. */
  readonly cells: readonly Cell[];
}

/** Options of the call of {@link StackedRNNCells}. */
interface StackedCallOptions extends CallOptions {
  /** For each cell its state, or the list of them. */
  readonly states: States;
}

/**
 * Cells on top of each other that act as one cell. See https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/.
 *
 * @example
 * const cells = [new layers.LSTMCell({ units: 8 }), new layers.LSTMCell({ units: 4 })];
 * new layers.RNN({ cell: new layers.StackedRNNCells({ cells }) })(tf.ones([2, 5, 3])).shape; // [2, 4]
 */
export class StackedRNNCells extends Layer implements Cell {
  readonly cells: readonly Cell[];

  constructor(options: StackedRNNCellsOptions) {
    checkOptions('StackedRNNCells', options, [...LAYER_OPTIONS, 'cells']);
    super(options);
    const { cells } = options;
    if (!Array.isArray(cells) || cells.length === 0 || !cells.every(isCell)) {
      throw new ValueError(
        `StackedRNNCells: cells must be a list of layers that have a stateSize; received ${show(cells)}.`,
        { fix: 'cells: [new layers.LSTMCell({ units: 8 }), new layers.LSTMCell({ units: 4 })]' },
      );
    }
    this.cells = cells;
  }

  get stateSize(): StateSize {
    return this.cells.map(({ stateSize }) => stateSize as number | readonly number[]);
  }

  get outputSize(): number {
    return outputSizeOf(this.cells.at(-1) as Cell);
  }

  getInitialState(batchSize: number): States {
    return this.cells.map((cell) => {
      const states = initialStates(cell, batchSize);
      return typeof cell.stateSize === 'number' ? (states[0] as tf.Tensor) : states;
    });
  }

  override build(inputShape: Shape): void {
    let shape = inputShape;
    for (const cell of this.cells) {
      cell.ensureBuilt(shape);
      shape = [inputShape[0] ?? null, outputSizeOf(cell)];
    }
  }

  /** The first cell does what it can for all time steps at once; the others see one step after the other. */
  begin([batch, ...first]: KnownShape, training: boolean): CellRun {
    const runs = this.cells.map((cell, i) => {
      const below = this.cells[i - 1];
      const features = below === undefined ? first : [outputSizeOf(below)];
      return beginCell(cell, [batch as number, ...features], training);
    });
    return {
      project: (inputs) => (runs[0] as CellRun).project(inputs),
      step: (projected, states) => {
        let output = projected;
        const after = runs.map((run, i) => {
          const given = states[i] as Nested<tf.Tensor>;
          const [now, next] = run.step(i === 0 ? projected : run.project(output), asList(given));
          output = now;
          return Array.isArray(given) ? next : (next[0] as tf.Tensor);
        });
        return [output, after];
      },
    };
  }

  override call(inputs: tf.Tensor, { states, training = false }: StackedCallOptions): [tf.Tensor, States] {
    const run = this.begin(inputs.shape, training);
    return [...run.step(run.project(inputs), states)];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), cells: this.cells.map((cell) => toKerasConfig('keras.layers', cell)) };
  }

  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const options = optionsFromConfig(config);
    const cells = (options['cells'] as readonly KerasConfig[]).map(deserialize);
    return new this({ ...options, cells } as never);
  }
}
