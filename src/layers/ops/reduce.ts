import * as tf from '@tensorflow/tfjs-core';
import { stopGradient } from '../../backends/gradients/stop-gradient.js';
import type { TensorInput } from '../../backends/operations/convert.js';
import { castTo, type DtypeId } from '../../backends/operations/held-dtype.js';
import { ValueError } from '../../support/errors.js';
import { asFloat, asNumber, asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';
import { singular } from './linalg/decompositions.js';
import { soFar } from './so-far.js';

/** An axis, several, or none for all. */
export type Axis = number | number[] | null | undefined;

type Reduce = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

/** Without an axis one number is left. */
type OverAll = (x: TensorInput) => tf.Scalar;

function over(name: string, compute: Reduce) {
  const op = defineOp(
    name,
    ['x', 'axis', 'keepdims'],
    (x: TensorInput, axis?: Axis, keepdims: boolean = false) =>
      compute(asTensor(x), axis ?? undefined, keepdims),
  );
  return op as OverAll & typeof op;
}

/** TensorFlow has no order of booleans. */
function ofAnyType(find: Reduce): Reduce {
  return (x, axis, keepDims) => tf.cast(find(asNumber(x), axis, keepDims), x.dtype);
}

/** The largest or smallest value, or `initial` where that goes further. */
function extremum(name: string, find: Reduce, further: typeof tf.maximum) {
  const op = defineOp(
    name,
    ['x', 'axis', 'keepdims', 'initial'],
    (x: TensorInput, axis?: Axis, keepdims: boolean = false, initial?: number | null) => {
      const found = ofAnyType(find)(asTensor(x), axis ?? undefined, keepdims);
      if (initial == null) return found;
      if (found.dtype !== 'float32' && !Number.isInteger(initial)) {
        throw new ValueError(
          `ops.${name}: expected a whole number as initial beside ${found.dtype}; received ${initial}.`,
          { fix: `ops.${name}(ops.cast(x, 'float32'), { initial: ${initial} })` },
        );
      }
      const limit = tf.scalar(initial, found.dtype === 'float32' ? 'float32' : 'int32');
      return tf.cast(further(tf.cast(found, limit.dtype), limit), found.dtype);
    },
  );
  return op as OverAll & typeof op;
}

// The ops of keras.ops that reduce axes: `ops.mean(x, axis?, keepdims?)`. See https://keras.io/api/ops/numpy/.
export const all = over('all', (x, axis, keep) => tf.all(tf.cast(x, 'bool'), axis, keep));
export const any = over('any', (x, axis, keep) => tf.any(tf.cast(x, 'bool'), axis, keep));
export const logsumexp = over('logsumexp', (x, axis, keep) => {
  const values = asFloat(x);
  if (values.size === 0) return tf.log(tf.sum(values, axis, keep));
  const most = stopGradient(tf.max(values, axis, true));
  // Without a number in front of infinity there is nothing to move by.
  const shift = tf.where(tf.isFinite(most), most, tf.zerosLike(most));
  const sum = tf.log(tf.sum(tf.exp(tf.sub(values, shift)), axis, keep));
  return tf.add(sum, tf.reshape(shift, sum.shape));
});
export const max = extremum('max', tf.max, tf.maximum);
export const mean = over('mean', (x, axis, keep) => tf.mean(asFloat(x), axis, keep));
export const min = extremum('min', tf.min, tf.minimum);
export const ptp = over('ptp', (x, axis, keep) => tf.sub(tf.max(x, axis, keep), tf.min(x, axis, keep)));
export const sum = over('sum', tf.sum);
export const variance = over('var', (x, axis, keep) => tf.moments(asFloat(x), axis, keep).variance);
export const std = over('std', (x, axis, keep) => tf.sqrt(tf.moments(asFloat(x), axis, keep).variance));

export const amax = over('amax', ofAnyType(tf.max));
export const amin = over('amin', ofAnyType(tf.min));

export { variance as var };

const product = defineOp(
  'prod',
  ['x', 'axis', 'keepdims', 'dtype'],
  (x: TensorInput, axis?: Axis, keepdims: boolean = false, dtype?: DtypeId | null) => {
    const values = asTensor(x);
    return tf.prod(dtype == null ? values : castTo('ops.prod', values, dtype), axis ?? undefined, keepdims);
  },
);
/** The product, of this dtype if one is given. */
export const prod = product as OverAll & typeof product;

/** How many values are not zero, int32. */
export const countNonzero = defineOp('countNonzero', ['x', 'axis'], (x: TensorInput, axis?: Axis) =>
  tf.sum(tf.cast(tf.notEqual(asTensor(x), 0), 'int32'), axis ?? undefined),
);

/** The mean, in which each value counts as much as `weights` say: of the same shape, or one for each place on the axis. */
export const average = defineOp(
  'average',
  ['x', 'axis', 'weights'],
  (x: TensorInput, axis?: Axis, weights?: TensorInput | null) => {
    const values = asFloat(x);
    if (weights == null) return tf.mean(values, axis ?? undefined);
    const given = asFloat(weights);
    const at = typeof axis === 'number' ? (axis + values.rank) % values.rank : 0;
    const counts =
      given.rank === 1 && values.rank > 1
        ? tf.reshape(
            given,
            values.shape.map((_, i) => (i === at ? -1 : 1)),
          )
        : given;
    const total = tf.sum(tf.mul(counts, tf.onesLike(values)), axis ?? undefined);
    return tf.div(tf.sum(tf.mul(values, counts), axis ?? undefined), total);
  },
);

/** The order of a norm: a number, infinities too, 'fro' for matrices; null for the Euclidean one. */
export type NormOrder = number | 'fro' | 'nuc' | 'euclidean' | null;

/**
 * The norm of all values, or over one axis of vectors or two axes of matrices: 2, -2 and 'nuc' are the largest singular
 * value, the smallest and the sum of them.
 */
export const norm = defineOp(
  'norm',
  ['x', 'ord', 'axis', 'keepdims'],
  (x: TensorInput, ord: NormOrder = null, axis?: Axis, keepdims: boolean = false) => {
    const values = asFloat(x);
    const order = ord === 'euclidean' ? null : ord;
    const axes = axis == null ? values.shape.map((_, i) => i) : [axis].flat();
    if (order === null || (order === 'fro' && axes.length === 2))
      return tf.sqrt(tf.sum(tf.square(values), axes, keepdims));
    if (axes.length === 1 && typeof order === 'number') return vectorNorm(values, order, axes, keepdims);
    const isSum = order === 1 || order === -1;
    if (axes.length === 2 && (isSum || order === Infinity || order === -Infinity)) {
      const [rows, columns] = axes.map((one) => (one + values.rank) % values.rank) as [number, number];
      const [inner, outer] = isSum ? [rows, columns] : [columns, rows];
      const sums = tf.sum(tf.abs(values), inner, true);
      const found = (order as number) > 0 ? tf.max(sums, outer, true) : tf.min(sums, outer, true);
      return keepdims ? found : tf.squeeze(found, [rows, columns]);
    }
    if (axes.length === 2 && (order === 2 || order === -2 || order === 'nuc'))
      return singularNorm(values, order, axes as [number, number], keepdims);
    throw new ValueError(
      `ops.norm: expected an order that ${axes.length} ${axes.length === 1 ? 'axis has' : 'axes have'} here; received ${ord}.`,
      {
        fix:
          axes.length === 2
            ? "ord: 'fro', 'nuc', 1, -1, 2, -2, Infinity or -Infinity"
            : 'axis: -1, for vectors',
      },
    );
  },
);

function singularNorm(x: tf.Tensor, order: 2 | -2 | 'nuc', axes: [number, number], keep: boolean): tf.Tensor {
  const [rows, columns] = axes.map((axis) => (axis + x.rank) % x.rank) as [number, number];
  const others = x.shape.map((_, i) => i).filter((i) => i !== rows && i !== columns);
  const [, s] = singular(tf.transpose(x, [...others, rows, columns]), false);
  const found = order === 'nuc' ? tf.sum(s, -1) : order === 2 ? tf.max(s, -1) : tf.min(s, -1);
  if (!keep) return found;
  return tf.reshape(
    found,
    x.shape.map((size, i) => (others.includes(i) ? size : 1)),
  );
}

function vectorNorm(x: tf.Tensor, order: number, axes: number[], keep: boolean): tf.Tensor {
  const size = tf.abs(x);
  if (order === Infinity) return tf.max(size, axes, keep);
  if (order === -Infinity) return tf.min(size, axes, keep);
  if (order === 0) return tf.sum(tf.cast(tf.notEqual(x, 0), 'float32'), axes, keep);
  if (order === 1) return tf.sum(size, axes, keep);
  if (order === 2) return tf.sqrt(tf.sum(tf.square(x), axes, keep));
  return tf.pow(tf.sum(tf.pow(size, order), axes, keep), 1 / order);
}

/** Sums so far along an axis; without one, of all values in a row. */
export const cumsum = soFar('cumsum', (x, axis) => tf.cumsum(x, axis));

/** Products so far along an axis; without one, of all values in a row. */
export const cumprod = soFar('cumprod', (x, axis) => tf.cumprod(x, axis));
