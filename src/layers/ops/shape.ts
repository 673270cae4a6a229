import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { repeat as repeatAll } from '../../backends/operations/repeat.js';
import { checkChoice } from '../../support/check.js';
import { positiveAxis, type Shape } from '../../support/shape.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { asTensor, ofOneType } from './as-tensor.js';
import { defineOp } from './define-op.js';

/** The shape of a tensor, or of a symbolic one, where null is unknown. */
export function shape(x: tf.Tensor | SymbolicTensor): Shape {
  return x.shape;
}

/** The number of axes. */
export function ndim(x: tf.Tensor | SymbolicTensor): number {
  return x.rank;
}

/** The number of values; null where a size is unknown. */
export function size(x: tf.Tensor | SymbolicTensor): number | null {
  return (x.shape as Shape).reduce<number | null>(
    (all, n) => (all === null || n === null ? null : all * n),
    1,
  );
}

// The ops of keras.ops that rearrange. See https://keras.io/api/ops/numpy/.
export const broadcastTo = defineOp('broadcastTo', ['x', 'shape'], (x: TensorInput, to: number[]) =>
  tf.broadcastTo(asTensor(x), to),
);
export const concatenate = defineOp(
  'concatenate',
  ['xs', 'axis'],
  (xs: readonly tf.Tensor[], axis: number = 0) =>
    tf.concat(ofOneType(xs), axis < 0 ? axis + (xs[0]?.rank ?? 0) : axis),
);
export const copy = defineOp('copy', ['x'], (x: TensorInput) => tf.clone(asTensor(x)));
export const expandDims = defineOp(
  'expandDims',
  ['x', 'axis'],
  (x: TensorInput, axis: number | number[] = 0) => {
    const values = asTensor(x);
    const rank = values.rank + [axis].flat().length;
    const added = [axis].flat().map((one) => positiveAxis('ops.expandDims', one, rank));
    const sizes = [...values.shape];
    for (const at of added.sort((a, b) => a - b)) sizes.splice(at, 0, 1);
    return tf.reshape(values, sizes);
  },
);
export const flip = defineOp('flip', ['x', 'axis'], (x: TensorInput, axis?: number | number[] | null) =>
  tf.reverse(asTensor(x), axis ?? undefined),
);
export const hstack = defineOp('hstack', ['xs'], (xs: readonly tf.Tensor[]) =>
  tf.concat(ofOneType(xs), xs[0]?.rank === 1 ? 0 : 1),
);
export const moveaxis = defineOp(
  'moveaxis',
  ['x', 'source', 'destination'],
  (x: TensorInput, source: number | number[], destination: number | number[]) => {
    const values = asTensor(x);
    const places = (axes: number | number[]) =>
      [axes].flat().map((one) => positiveAxis('ops.moveaxis', one, values.rank));
    const [from, to] = [places(source), places(destination)];
    const order = values.shape.map((_, i) => i).filter((i) => !from.includes(i));
    for (const [at, axis] of to
      .map((place, i) => [place, from[i] as number] as const)
      .sort(([a], [b]) => a - b))
      order.splice(at, 0, axis);
    return tf.transpose(values, order);
  },
);

/** How `pad` fills: with a value, or with what mirrors at the edge, without it or with it. */
export type PadMode = 'constant' | 'reflect' | 'symmetric';

/** `padWidth`: `[before, after]` for each axis; one pair or one number is for every axis. */
export const pad = defineOp(
  'pad',
  ['x', 'padWidth', 'mode', 'constantValues'],
  (
    x: TensorInput,
    padWidth: number | readonly number[] | readonly (readonly number[])[],
    mode: PadMode = 'constant',
    constantValues?: number | null,
  ) => {
    const values = asTensor(x);
    const given = typeof padWidth === 'number' ? [padWidth, padWidth] : padWidth;
    const isPair = typeof given[0] === 'number';
    const single = isPair ? [given] : given.length === 1 ? given : null;
    const widths = single === null ? given : values.shape.map(() => single[0]);
    checkChoice('ops.pad', 'mode', mode, ['constant', 'reflect', 'symmetric']);
    return mode === 'constant'
      ? tf.pad(values, widths as [number, number][], constantValues ?? 0)
      : mirrorPad(values, widths as [number, number][], mode === 'reflect' ? 1 : 0);
  },
);

/** Picks the places that a mirror shows, axis by axis; tf.mirrorPad has no gradient. `skip`: 1 leaves the edge out. */
function mirrorPad(x: tf.Tensor, widths: readonly (readonly [number, number])[], skip: 0 | 1): tf.Tensor {
  return widths.reduce((padded, [before, after], axis) => {
    const length = x.shape[axis] as number;
    const front = Array.from({ length: before }, (_, i) => before - 1 - i + skip);
    const back = Array.from({ length: after }, (_, i) => length - 1 - i - skip);
    const inside = Array.from({ length }, (_, i) => i);
    return before + after === 0
      ? padded
      : tf.gather(padded, tf.tensor1d([...front, ...inside, ...back], 'int32'), axis);
  }, x);
}
export const ravel = defineOp('ravel', ['x'], (x: TensorInput) => tf.reshape(asTensor(x), [-1]));

/** Each element `repeats` times along an axis, or as often as a list says; without an axis all values in a row. */
export const repeat = defineOp(
  'repeat',
  ['x', 'repeats', 'axis'],
  (x: TensorInput, repeats: number | number[], axis?: number | null) => {
    const values = axis == null ? tf.reshape(asTensor(x), [-1]) : asTensor(x);
    const at = positiveAxis('ops.repeat', axis ?? 0, values.rank);
    const counts = [repeats].flat();
    if (counts.length === 1) return repeatAll(values, counts[0] as number, at);
    const order = counts.flatMap((count, row) => Array.from({ length: count }, () => row));
    return tf.gather(values, tf.tensor1d(order, 'int32'), at);
  },
);
export const reshape = defineOp(
  'reshape',
  ['x', 'newshape'],
  (x: TensorInput, to: number | number[]) => tf.reshape(asTensor(x), [to].flat()),
  // A batch of a trial need not fill the new sizes.
  (x, to) => {
    if (!(x instanceof SymbolicTensor) || !x.shape.includes(null)) return undefined;
    const shape = [to].flat().map((size) => (size === -1 ? null : size));
    return new SymbolicTensor({ shape, dtype: x.dtype });
  },
);

/** The values moved along an axis, around its end; without an axis all values in a row. */
export const roll = defineOp(
  'roll',
  ['x', 'shift', 'axis'],
  (x: TensorInput, shift: number | number[], axis?: number | number[] | null) => {
    const given = asTensor(x);
    const axes = axis == null ? [0] : [axis].flat();
    const shifts = [shift].flat();
    const row = axis == null ? tf.reshape(given, [-1]) : given;
    const moved = axes.reduce(
      (values, one, i) => rollAxis(values, shifts[i] ?? (shifts[0] as number), one),
      row,
    );
    return tf.reshape(moved, given.shape);
  },
);

function rollAxis(values: tf.Tensor, shift: number, axis: number): tf.Tensor {
  const at = positiveAxis('ops.roll', axis, values.rank);
  const length = values.shape[at] as number;
  const by = ((shift % length) + length) % length;
  if (length === 0 || by === 0) return values;
  const [front, back] = tf.split(values, [length - by, by], at) as [tf.Tensor, tf.Tensor];
  return tf.concat([back, front], at);
}

/** Parts of equal size, or, with a list, the parts between these places. */
export const split = defineOp(
  'split',
  ['x', 'indicesOrSections', 'axis'],
  (x: TensorInput, indicesOrSections: number | number[], axis: number = 0): tf.Tensor[] => {
    const values = asTensor(x);
    const at = positiveAxis('ops.split', axis, values.rank);
    if (typeof indicesOrSections === 'number') return tf.split(values, indicesOrSections, at);
    const ends = [...indicesOrSections, values.shape[at] as number];
    return tf.split(
      values,
      ends.map((end, i) => end - (ends[i - 1] ?? 0)),
      at,
    );
  },
);
export const squeeze = defineOp(
  'squeeze',
  ['x', 'axis'],
  (x: TensorInput, axis?: number | number[] | null) => {
    const values = asTensor(x);
    const axes =
      axis == null ? undefined : [axis].flat().map((one) => positiveAxis('ops.squeeze', one, values.rank));
    return tf.squeeze(values, axes);
  },
);
export const stack = defineOp('stack', ['x', 'axis'], (x: readonly tf.Tensor[], axis: number = 0) =>
  tf.stack(ofOneType(x), axis),
);
export const swapaxes = defineOp(
  'swapaxes',
  ['x', 'axis1', 'axis2'],
  (x: TensorInput, axis1: number, axis2: number) => {
    const values = asTensor(x);
    const order = values.shape.map((_, i) => i);
    const [from, to] = [axis1, axis2].map((one) => positiveAxis('ops.swapaxes', one, values.rank)) as [
      number,
      number,
    ];
    order[from] = to;
    order[to] = from;
    return tf.transpose(values, order);
  },
);

/** What is at these places of an axis; without an axis of all values in a row. */
export const take = defineOp(
  'take',
  ['x', 'indices', 'axis'],
  (x: TensorInput, indices: TensorInput, axis?: number | null) => {
    const values = axis == null ? tf.reshape(asTensor(x), [-1]) : asTensor(x);
    const at = positiveAxis('ops.take', axis ?? 0, values.rank);
    return tf.gather(values, fromFront(indices, values.shape[at] as number), at);
  },
);

/** For each place of `indices` what is at this index of the axis: what `argsort` and `argmax` (with keepdims) point to. */
export const takeAlongAxis = defineOp(
  'takeAlongAxis',
  ['x', 'indices', 'axis'],
  (x: TensorInput, indices: TensorInput, axis?: number | null) => {
    const values = axis == null ? tf.reshape(asTensor(x), [-1]) : asTensor(x);
    const at = positiveAxis('ops.takeAlongAxis', axis ?? 0, values.rank);
    const length = values.shape[at] as number;
    const places = fromFront(indices, length);
    // Where each element of the result is among all values in a row.
    let flat = places;
    let stride = 1;
    const strides = values.shape.map(() => 1);
    for (let i = values.rank - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= values.shape[i] as number;
    }
    flat = tf.mul(flat, tf.scalar(strides[at] as number, 'int32'));
    values.shape.forEach((count, i) => {
      if (i === at) return;
      const steps = tf.mul(tf.range(0, count, 1, 'int32'), tf.scalar(strides[i] as number, 'int32'));
      flat = tf.add(
        flat,
        tf.reshape(
          steps,
          values.shape.map((_, axis) => (axis === i ? count : 1)),
        ),
      );
    });
    const found = tf.gather(tf.reshape(values, [-1]), tf.reshape(flat, [-1]));
    return tf.reshape(found, flat.shape);
  },
);

/** Indices as int32; those below zero count from the end. */
function fromFront(indices: TensorInput, length: number): tf.Tensor {
  const given = tf.cast(asTensor(indices), 'int32');
  return tf.where(tf.less(given, 0), tf.add(given, tf.scalar(length, 'int32')), given);
}

export const tile = defineOp('tile', ['x', 'repeats'], (x: TensorInput, repeats: number | number[]) => {
  const values = asTensor(x);
  const given = [repeats].flat();
  const rank = Math.max(values.rank, given.length);
  const ones = (count: number) => Array.from({ length: count }, () => 1);
  const counts = [...ones(rank - given.length), ...given];
  const sizes = [...ones(rank - values.rank), ...values.shape];
  if (counts.includes(0)) {
    const shape = sizes.map((size, i) => size * (counts[i] as number));
    return tf.zeros(shape, values.dtype as 'float32');
  }
  // Each axis on its own: tf.tile has no gradient above four axes.
  return sizes.reduce(
    (tiled, _, axis) =>
      counts[axis] === 1
        ? tiled
        : tf.concat(
            Array.from({ length: counts[axis] as number }, () => tiled),
            axis,
          ),
    tf.reshape(values, sizes),
  );
});
export const transpose = defineOp('transpose', ['x', 'axes'], (x: TensorInput, axes?: number[] | null) => {
  const values = asTensor(x);
  return tf.transpose(
    values,
    axes?.map((one) => positiveAxis('ops.transpose', one, values.rank)),
  );
});
export const unstack = defineOp(
  'unstack',
  ['x', 'num', 'axis'],
  (x: TensorInput, _num?: number | null, axis: number = 0): tf.Tensor[] => tf.unstack(asTensor(x), axis),
);
export const vstack = defineOp('vstack', ['xs'], (xs: readonly tf.Tensor[]) => tf.concat(ofOneType(xs), 0));

/** A part: where it begins, and its size (-1: to the end) along each axis. */
export const slice = defineOp(
  'slice',
  ['inputs', 'startIndices', 'shape'],
  (inputs: TensorInput, startIndices: number[], of?: number[]) =>
    tf.slice(asTensor(inputs), startIndices, of),
);
