import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { checkChoice } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { showShape, sizeOf } from '../../support/shape.js';
import { asPair, asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';
import { valuesOf } from './on-host.js';

// The ops of keras.ops that put values at places. See https://keras.io/api/ops/core/.

/** What is done with several values for one place, and with the one that is there. */
export type ScatterReduction = 'add' | 'max' | 'min' | 'mul';

type Combine = (x: tf.Tensor, axis: number) => tf.Tensor;

const COMBINE: Readonly<
  Record<Exclude<ScatterReduction, 'add'>, readonly [combine: Combine, neutral: number]>
> = {
  max: [(x, axis) => tf.max(x, axis), Number.NEGATIVE_INFINITY],
  min: [(x, axis) => tf.min(x, axis), Number.POSITIVE_INFINITY],
  mul: [(x, axis) => tf.prod(x, axis), 1],
};

/** The smallest and the largest int32 stand for what there is no int32 of. */
function neutralOf(neutral: number, dtype: tf.DataType): number {
  if (dtype === 'float32' || Number.isFinite(neutral)) return neutral;
  return neutral < 0 ? -(2 ** 31) : 2 ** 31 - 1;
}

/** How many rows lie between two places that follow each other on one of the first k axes, for places `[n, k]`. */
function rowSteps(where: string, indices: tf.Tensor, shape: readonly number[]): number[] {
  const depth = indices.shape.at(-1) ?? 0;
  if (indices.rank !== 2 || depth > shape.length)
    throw new ShapeError(
      `${where}: expected indices [n, k] of places in the first k axes of ${showShape(shape)}; received the shape ${showShape(indices.shape)}.`,
    );
  return shape.slice(0, depth).map((_, i) => sizeOf(shape.slice(i + 1, depth)));
}

/** Places `[n, k]` as numbers of rows. */
function rowNumbers(indices: tf.Tensor, steps: readonly number[]): tf.Tensor1D {
  return tf.sum(tf.mul(indices, tf.tensor1d([...steps], 'int32')), 1);
}

/** The same on the host. */
function rowsOnHost(indices: tf.Tensor, steps: readonly number[]): number[] {
  const places = valuesOf(indices);
  return Array.from({ length: indices.shape[0]! }, (_, row) =>
    steps.reduce((sum, step, axis) => sum + step * places[row * steps.length + axis]!, 0),
  );
}

/** A tensor of zeros of this shape, with the sum of the values for each place: `indices` are `[n, k]`, values `[n, ...]`. */
export const scatter = defineOp(
  'scatter',
  ['indices', 'values', 'shape'],
  (indices: TensorInput, values: TensorInput, shape: readonly number[]) => {
    const places = tf.cast(asTensor(indices), 'int32');
    const given = asTensor(values);
    const depth = places.shape.at(-1) ?? 0;
    const rows = rowNumbers(places, rowSteps('ops.scatter', places, shape));
    const flat = tf.reshape(given, [rows.size, sizeOf(shape.slice(depth))]);
    const sum = tf.unsortedSegmentSum(flat, rows, sizeOf(shape.slice(0, depth)));
    return tf.reshape(sum, [...shape]);
  },
);

/**
 * The inputs with other values at some places: `indices` are `[n, k]`, updates `[n, ...]`. Of several for one place the last
 * counts; with a reduction all do, and the value that is there.
 */
export const scatterUpdate = defineOp(
  'scatterUpdate',
  ['inputs', 'indices', 'updates', 'reduction'],
  (
    inputs: TensorInput,
    indices: TensorInput,
    updates: TensorInput,
    reduction: ScatterReduction | null = null,
  ) => {
    const given = asTensor(inputs);
    const places = tf.cast(asTensor(indices), 'int32');
    const depth = places.shape.at(-1) ?? 0;
    const steps = rowSteps('ops.scatterUpdate', places, given.shape);
    const count = sizeOf(given.shape.slice(0, depth));
    const width = sizeOf(given.shape.slice(depth));
    const rows = tf.reshape(given, [count, width]);
    const changes = tf.reshape(tf.cast(asTensor(updates), given.dtype), [places.shape[0]!, width]);
    if (reduction === 'add')
      return tf.reshape(
        tf.add(rows, tf.unsortedSegmentSum(changes, rowNumbers(places, steps), count)),
        given.shape,
      );
    const both = tf.concat([rows, changes]);
    const numbers = rowsOnHost(places, steps);
    const own = Array.from({ length: count }, (_, i) => i);
    if (reduction === null) {
      numbers.forEach((row, i) => {
        own[row] = count + i;
      });
      return tf.reshape(tf.gather(both, tf.tensor1d(own, 'int32')), given.shape);
    }
    checkChoice('ops.scatterUpdate', 'reduction', reduction, ['add', 'max', 'min', 'mul']);
    const all = [...own, ...numbers];
    return tf.reshape(combined(both, all, count, ...COMBINE[reduction]), given.shape);
  },
);

/** The inputs with the updates in the place that begins there. */
export const sliceUpdate = defineOp(
  'sliceUpdate',
  ['inputs', 'startIndices', 'updates'],
  (inputs: TensorInput, startIndices: TensorInput, updates: TensorInput) => {
    const given = asTensor(inputs);
    const part = tf.cast(asTensor(updates), given.dtype);
    const starts = [...valuesOf(asTensor(startIndices))];
    if (starts.length !== given.rank || part.rank !== given.rank)
      throw new ShapeError(
        `ops.sliceUpdate: expected a start for each axis of ${showShape(given.shape)}, and updates of as many axes; received ${starts.length} starts and the shape ${showShape(part.shape)}.`,
      );
    // What would reach beyond the end begins earlier, as in XLA.
    const around = starts.map((start, i): [number, number] => {
      const before = Math.min(Math.max(start, 0), given.shape[i]! - part.shape[i]!);
      return [before, given.shape[i]! - part.shape[i]! - before];
    });
    if (around.some(([, after]) => after < 0))
      throw new ShapeError(
        `ops.sliceUpdate: expected updates that fit into ${showShape(given.shape)}; received the shape ${showShape(part.shape)}.`,
      );
    const isChanged = tf.cast(tf.pad(tf.ones(part.shape), around), 'bool');
    return tf.where(isChanged, tf.pad(part, around), given);
  },
);

/** The rows of each group along one axis, filled up to equal length with a row of `neutral`, and combined. */
function combined(
  rows: tf.Tensor,
  groups: ArrayLike<number>,
  count: number,
  combine: Combine,
  neutral: number,
): tf.Tensor {
  const members = Array.from({ length: count }, (): number[] => []);
  for (let i = 0; i < groups.length; i++) members[groups[i]!]?.push(i);
  const longest = members.reduce((most, { length }) => Math.max(most, length), 1);
  const missing = rows.shape[0] as number;
  const places = members.flatMap((group) => [...group, ...Array(longest - group.length).fill(missing)]);
  const fill = tf.fill([1, ...rows.shape.slice(1)], neutralOf(neutral, rows.dtype), rows.dtype as 'float32');
  const found = tf.gather(tf.concat([rows, fill]), tf.tensor1d(places, 'int32'));
  return combine(tf.reshape(found, [count, longest, ...rows.shape.slice(1)]), 1);
}

const segment = (name: string, reduction: ScatterReduction) =>
  defineOp(
    name,
    ['data', 'segmentIds', 'numSegments', 'sorted'],
    (data: TensorInput, segmentIds: TensorInput, numSegments?: number | null, _sorted: boolean = false) => {
      const [rows] = asPair(data, 0);
      const ids = tf.cast(asTensor(segmentIds), 'int32');
      if (ids.rank !== 1 || ids.size !== rows.shape[0])
        throw new ShapeError(
          `ops.${name}: expected a segment id for each of the ${rows.shape[0]} rows; received the shape ${showShape(ids.shape)}.`,
        );
      const count = numSegments ?? [...valuesOf(ids)].reduce((most, id) => Math.max(most, id + 1), 0);
      if (!Number.isInteger(count) || count < 1)
        throw new ValueError(`ops.${name}: numSegments must be a positive integer; received ${count}.`);
      if (reduction !== 'add') return combined(rows, valuesOf(ids), count, ...COMBINE[reduction]);
      return tf.unsortedSegmentSum(rows, ids as tf.Tensor1D, count);
    },
  );

/** The largest value of the rows of each segment; -Infinity where there are none. */
export const segmentMax = segment('segmentMax', 'max');
/** The smallest value of the rows of each segment; Infinity where there are none. */
export const segmentMin = segment('segmentMin', 'min');
/** The product of the rows of each segment. */
export const segmentProd = segment('segmentProd', 'mul');
/** The sum of the rows of each segment. */
export const segmentSum = segment('segmentSum', 'add');
