import * as tf from '@tensorflow/tfjs-core';
import { Variable } from '../../backends/variable.js';
import { checkOptions, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type KerasConfig, toKerasConfig } from '../../support/registry.js';
import { type Shape, showShape } from '../../support/shape.js';
import { flatten, mapStructure, type Nested, packLike } from '../../support/structure.js';
import type { CallOptions, Shapes, Tensors } from '../call.js';
import { callContext } from '../call-context.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import { getMask, type Masks } from '../mask.js';
import { deserialize } from '../registry.js';
import {
  asList,
  beginCell,
  type Cell,
  initialStates,
  isCell,
  outputSizeOf,
  type States,
  stateShapes,
} from './cell.js';
import { scan } from './scan.js';
import { StackedRNNCells } from './stacked-rnn-cells.js';

/** Options of all layers that run over time; `S` is the literal type of `returnState`. */
export interface RNNLayerOptions<S extends boolean = boolean> extends LayerOptions {
  /** True: the outputs of all time steps, `[batch, time, ...]`. False, the default: the last one. */
  readonly returnSequences?: boolean | undefined;
  /** True: a list of the output and the last states. False by default. */
  readonly returnState?: S | undefined;
  /** True: from the last time step to the first; the outputs are in that order too. False by default. */
  readonly goBackwards?: boolean | undefined;
  /** True: a batch begins with the last states of the batch before, until `resetState()`. False by default. */
  readonly stateful?: boolean | undefined;
  /** Accepted as Keras's; time steps are always computed one by one. */
  readonly unroll?: boolean | undefined;
  /** True: the outputs of masked time steps are zero. False, the default: those of the step before. */
  readonly zeroOutputForMask?: boolean | undefined;
}

/** The names of the options of {@link RNNLayerOptions} that are not every layer's. */
export const RNN_LAYER_OPTIONS = [
  'returnSequences',
  'returnState',
  'goBackwards',
  'stateful',
  'unroll',
  'zeroOutputForMask',
] as const satisfies readonly (keyof RNNLayerOptions)[];

/** Options of {@link RNN}. */
export interface RNNOptions<S extends boolean = boolean> extends RNNLayerOptions<S> {
  /** What runs at each time step; a list is a stack of cells. */
  readonly cell: Cell | readonly Cell[];
}

/** Options of the call of a layer that runs over time. */
export interface RNNCallOptions extends CallOptions {
  /**
   * Which time steps count: booleans `[batch, time]`. The input's own mask by default; beside `initialState` none by
   * default, as in Keras 3 (where the output has the input's mask all the same).
   */
  readonly mask?: Masks | undefined;
  /** The states before the first time step; zeros by default. */
  readonly initialState?: Nested<tf.Tensor> | undefined;
}

/** The output and the last states of any cell. */
export type OutputAndStates = [output: tf.Tensor, ...states: Nested<tf.Tensor>[]];

/**
 * Runs a cell over the time steps of its input. See https://keras.io/api/layers/recurrent_layers/rnn/.
 *
 * Input `[batch, time, ...]`; output `[batch, units]`, or `[batch, time, units]` with `returnSequences`. With
 * `returnState` a list of the output and each state. A masked time step leaves the states as they are.
 *
 * @example
 * const cell = [new layers.GRUCell({ units: 8 }), new layers.GRUCell({ units: 4 })];
 * new layers.RNN({ cell, returnSequences: true })(tf.ones([2, 5, 3])).shape; // [2, 5, 4]
 */
export class RNN<
  S extends boolean = false,
  T extends readonly Nested<tf.Tensor>[] = OutputAndStates,
  C extends Cell = Cell,
> extends Layer {
  readonly cell: C;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
  readonly unroll: boolean;
  zeroOutputForMask: boolean;
  #states: Nested<Variable>[] | null = null;

  constructor(options: RNNOptions<S>) {
    checkOptions(new.target.className, options, [...LAYER_OPTIONS, 'cell', ...RNN_LAYER_OPTIONS]);
    super(options);
    this.cell = cellOf(this.className, options.cell) as C;
    this.returnSequences = options.returnSequences ?? false;
    this.returnState = options.returnState ?? false;
    this.goBackwards = options.goBackwards ?? false;
    this.stateful = options.stateful ?? false;
    this.unroll = options.unroll ?? false;
    this.zeroOutputForMask = options.zeroOutputForMask ?? false;
    this.supportsMasking = true;
    this.inputSpec = { minNdim: 3 };
  }

  /** The states that a stateful layer begins its next batch with; null if it is not stateful or not built. */
  get states(): readonly Nested<Variable>[] | null {
    return this.#states;
  }

  override build(inputShape: Shape): void {
    const [batch, , ...step] = inputShape;
    this.cell.ensureBuilt([batch ?? null, ...step]);
    if (!this.stateful) return;
    if (typeof batch !== 'number') {
      throw new ShapeError(
        `${this.className} ${this.name}: expected a known batch size, as the layer is stateful; received shape ${showShape(inputShape)}.`,
        { fix: 'Input({ batchShape: [32, 10, 8] })' },
      );
    }
    const path = callContext()?.path ?? this.name;
    tf.tidy(() => {
      this.#states = initialStates(this.cell, batch).map((state) => stateVariables(state, path));
    });
  }

  protected override get takesMask(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor, options: RNNCallOptions = {}): S extends true ? T : tf.Tensor {
    const { training = false, initialState, mask = null } = options;
    const given = mask === null ? null : (flatten(mask)[0] as tf.Tensor | null);
    // Keras 3 fills in the mask of an input only where the layer is called on nothing else, so not beside states.
    const masks = initialState != null && given === getMask(inputs) ? null : given;
    const result = tf.tidy(() => {
      const { outputs, states } = this.#run(inputs, training, masks, this.#firstStates(inputs, initialState));
      if (this.#states !== null) this.#keep(states);
      const output = this.returnSequences ? swapTime(tf.stack(outputs)) : (outputs[0] as tf.Tensor);
      return (this.returnState ? [output, ...states] : output) as tf.TensorContainer;
    });
    return result as S extends true ? T : tf.Tensor;
  }

  #run(inputs: tf.Tensor, training: boolean, mask: tf.Tensor | null, first: States) {
    const [batch, , ...features] = inputs.shape as [number, number, ...number[]];
    const run = beginCell(this.cell, [batch, ...features], training);
    const typed = inputs.dtype === 'float32' ? inputs : tf.cast(inputs, 'float32');
    // The lists that unstack gives belong to the tape.
    const order = (list: tf.Tensor[]) => (this.goBackwards ? [...list].reverse() : list);
    const steps = order(tf.unstack(run.project(swapTime(typed))));
    const masks = mask === null ? null : order(stepMasks(mask));
    const { returnSequences, zeroOutputForMask } = this;
    return scan(run, steps, first, { masks, zeroOutputForMask, keepOutputs: returnSequences });
  }

  #firstStates(inputs: tf.Tensor, given: Nested<tf.Tensor> | undefined): States {
    const batch = inputs.shape[0] as number;
    if (this.#states !== null) {
      const size = flatten(this.#states as Nested<Variable>)[0]?.shape[0];
      if (size !== batch) {
        throw new ShapeError(
          `${this.className} ${this.name}: expected ${size} samples in a batch, as in the batches before (the layer is stateful); received ${batch}.`,
        );
      }
    }
    if (given === undefined || given === null) return this.#states ?? initialStates(this.cell, batch);
    const shapes = stateShapes(this.cell, batch);
    const states = flatten(given);
    const count = shapes.flatMap((shape) => (Array.isArray(shape[0]) ? shape : [0])).length;
    if (states.length !== count) {
      throw new ValueError(
        `${this.className} ${this.name}: initialState must have ${count} tensor(s), one for each state; received ${states.length}.`,
      );
    }
    return asList(packLike(templateOf(shapes), states));
  }

  #keep(states: States): void {
    const values = flatten(states as Nested<tf.Tensor>);
    flatten(this.#states as Nested<Variable>).forEach((variable, i) => {
      variable.assign(values[i] as tf.Tensor);
    });
  }

  /** Sets the states of a stateful layer to zero, or to the given values. */
  resetState(states?: Nested<tf.Tensor>): void {
    if (this.#states === null) {
      throw new ValueError(
        `${this.className} ${this.name}: resetState needs a stateful layer that has seen a batch; this one ${this.stateful ? 'has seen none' : 'is not stateful'}.`,
        this.stateful ? {} : { fix: 'stateful: true' },
      );
    }
    const values = states === undefined ? null : flatten(states);
    flatten(this.#states as Nested<Variable>).forEach((variable, i) => {
      tf.tidy(() => variable.assign(values?.[i] ?? tf.zerosLike(variable)));
    });
  }

  /** The same as {@link resetState}, under the name of Keras 2 and tfjs. */
  resetStates(states?: Nested<tf.Tensor>): void {
    this.resetState(states);
  }

  override dispose(): void {
    super.dispose();
    for (const state of flatten((this.#states ?? []) as Nested<Variable>)) state.dispose();
  }

  override computeOutputShape(inputShape: Shape): Shapes {
    const [batch = null, time = null] = inputShape;
    const size = outputSizeOf(this.cell);
    const output = this.returnSequences ? [batch, time, size] : [batch, size];
    return this.returnState ? [output, ...stateShapes(this.cell, batch)] : output;
  }

  override computeMask(_inputs: Tensors, mask: Masks): Masks {
    const first = mask === null ? null : (flatten(mask)[0] ?? null);
    const output = this.returnSequences ? first : null;
    return this.returnState ? [output, ...stateShapes(this.cell, null).map(() => null)] : output;
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      return_sequences: this.returnSequences,
      return_state: this.returnState,
      go_backwards: this.goBackwards,
      stateful: this.stateful,
      unroll: this.unroll,
      zero_output_for_mask: this.zeroOutputForMask,
      cell: toKerasConfig('keras.layers', this.cell),
    };
  }

  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const options = optionsFromConfig(config);
    const cell = options['cell'] as KerasConfig | undefined;
    return new this((cell === undefined ? options : { ...options, cell: deserialize(cell) }) as never);
  }
}

function cellOf(where: string, cell: Cell | readonly Cell[]): Cell {
  if (Array.isArray(cell)) return new StackedRNNCells({ cells: cell });
  if (isCell(cell)) return cell;
  throw new ValueError(
    `${where}: cell must be a layer that has a stateSize, or a list of them; received ${show(cell)}.`,
    {
      fix: 'cell: new layers.LSTMCell({ units: 8 })',
    },
  );
}

function stateVariables(state: Nested<tf.Tensor>, path: string): Nested<Variable> {
  return mapStructure(
    state,
    (value: tf.Tensor) =>
      new Variable(value, { name: 'rnn_state', path: `${path}/rnn_state`, trainable: false }),
  );
}

/** A structure with one leaf for each state. */
function templateOf(shapes: readonly (Shape | readonly Shape[])[]): Nested<null> {
  return shapes.map((shape) => (Array.isArray(shape[0]) ? shape.map(() => null) : null));
}

/** `[batch, time, ...]` with its first two axes exchanged: `[time, batch, ...]`, and back. */
function swapTime(tensor: tf.Tensor): tf.Tensor {
  return tf.transpose(tensor, [1, 0, ...Array.from({ length: tensor.rank - 2 }, (_, axis) => axis + 2)]);
}

/** The mask `[batch, time]` as booleans `[batch]`, one for each time step. */
function stepMasks(mask: tf.Tensor): tf.Tensor[] {
  const flat = tf.reshape(mask, mask.shape.slice(0, 2));
  return tf.unstack(tf.cast(tf.transpose(flat, [1, 0]), 'bool'));
}
