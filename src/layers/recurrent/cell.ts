import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../../support/errors.js';
import type { KnownShape, Shape } from '../../support/shape.js';
import type { Nested } from '../../support/structure.js';
import type { CallOptions } from '../call.js';
import { Layer } from '../layer.js';

/** The states of a cell; a stack of cells nests those of its cells. */
export type States = readonly Nested<tf.Tensor>[];

/** The sizes of a cell's states: one number for one state of shape `[batch, size]`. */
export type StateSize = number | readonly (number | readonly number[])[];

/** Options of the call of a cell. */
export interface CellCallOptions extends CallOptions {
  /** The states after the time step before, one for each size in `stateSize`. */
  readonly states: readonly tf.Tensor[];
}

/** A cell on its way through one sequence; what dropout drops stays the same on the way. */
export interface CellRun {
  /** What needs no states, for one time step `[batch, ...]` or for all of them at once `[time, batch, ...]`. */
  project(inputs: tf.Tensor): tf.Tensor;
  /** One time step on what `project` made of its inputs: its output, and the states after it. */
  step(projected: tf.Tensor, states: States): readonly [output: tf.Tensor, states: States];
}

/**
 * What an `RNN` runs over time: a layer whose call takes one time step, `call(inputs, { states, training })`, and gives
 * `[output, newStates]`.
 *
 * @example
 * class MinimalCell extends layers.Layer {
 *   stateSize = 4;
 *   kernel!: Variable;
 *   override build(inputShape: Shape) {
 *     this.kernel = this.addWeight({ name: 'kernel', shape: [inputShape.at(-1), 4] });
 *   }
 *   override call(x: Tensor, { states }: layers.CellCallOptions): [Tensor, Tensor[]] {
 *     const output = x.matMul(this.kernel).add(states[0]!);
 *     return [output, [output]];
 *   }
 * }
 * new layers.RNN({ cell: new MinimalCell() })(tf.ones([2, 5, 3])).shape; // [2, 4]
 */
export interface Cell extends Layer {
  readonly stateSize: StateSize;
  /** The size of the output; that of the first state if it is left out. */
  readonly outputSize?: number | undefined;
  /** The states before the first time step; zeros if it is left out. */
  getInitialState?(batchSize: number): Nested<tf.Tensor>;
  /** Begins a sequence whose time steps have this shape; if it is left out, `call` runs for each of them. */
  begin?(stepShape: KnownShape, training: boolean): CellRun;
}

/** True for a layer that knows the size of its states. */
export function isCell(value: unknown): value is Cell {
  return value instanceof Layer && 'stateSize' in value && value.stateSize !== undefined;
}

/** The size of a cell's output. */
export function outputSizeOf({ outputSize, stateSize }: Cell): number {
  if (outputSize !== undefined) return outputSize;
  const first = typeof stateSize === 'number' ? stateSize : stateSize[0];
  return (typeof first === 'number' ? first : first?.[0]) as number;
}

/** The shapes of a cell's states. */
export function stateShapes({ stateSize }: Cell, batch: number | null): (Shape | readonly Shape[])[] {
  if (typeof stateSize === 'number') return [[batch, stateSize]];
  return stateSize.map((size) =>
    typeof size === 'number' ? [batch, size] : size.map((one) => [batch, one]),
  );
}

/** The states of a cell before the first time step, in a list also where there is one. */
export function initialStates(cell: Cell, batch: number): States {
  if (cell.getInitialState) return asList(cell.getInitialState(batch));
  return stateShapes(cell, batch).map((shape) => zeros(shape as Nested<number>));
}

function zeros(shape: Nested<number>): Nested<tf.Tensor> {
  const list = shape as readonly Nested<number>[];
  return typeof list[0] === 'number' ? tf.zeros(list as number[]) : list.map(zeros);
}

/** States in a list, also where there is one. */
export function asList(states: Nested<tf.Tensor>): States {
  return Array.isArray(states) ? (states as States) : [states];
}

/** Begins a sequence, also for a cell that has nothing but a `call`. */
export function beginCell(cell: Cell, stepShape: KnownShape, training: boolean): CellRun {
  if (cell.begin) {
    cell.ensureBuilt(stepShape);
    return cell.begin(stepShape, training);
  }
  return {
    project: (inputs) => inputs,
    step: (inputs, states) => {
      const result: unknown = cell.apply(inputs, { states, training });
      if (!Array.isArray(result) || result.length !== 2) {
        throw new ValueError(
          `${cell.className} ${cell.name}: call must give [output, states]; received another value.`,
        );
      }
      return [result[0] as tf.Tensor, asList(result[1] as Nested<tf.Tensor>)];
    },
  };
}
