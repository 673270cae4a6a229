import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { asFloat, asNumber, asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';
import type { Axis } from './reduce.js';
import { soFar } from './so-far.js';

// The ops of keras.ops that leave NaN out: `ops.nanmean(x, axis?, keepdims?)`. See https://keras.io/api/ops/numpy/.

type Reduce = (x: tf.Tensor, axis: number | number[] | undefined, keep: boolean) => tf.Tensor;

const over = (name: string, compute: Reduce) =>
  defineOp(name, ['x', 'axis', 'keepdims'], (x: TensorInput, axis?: Axis, keepdims: boolean = false) =>
    compute(asTensor(x), axis ?? undefined, keepdims),
  );

/** `value` in the places of NaN. */
function filled(x: tf.Tensor, value: number): tf.Tensor {
  return x.dtype === 'float32' ? tf.where(tf.isNaN(x), tf.fill(x.shape, value), x) : x;
}

/** How many are not NaN. */
const count: Reduce = (x, axis, keep) =>
  tf.sum(tf.cast(tf.logicalNot(tf.isNaN(asFloat(x))), 'float32'), axis, keep);

const meanOf: Reduce = (x, axis, keep) =>
  tf.div(tf.sum(filled(asFloat(x), 0), axis, keep), count(x, axis, keep));

const varianceOf: Reduce = (x, axis, keep) => {
  const isKnown = tf.cast(tf.logicalNot(tf.isNaN(asFloat(x))), 'float32');
  const distance = tf.mul(isKnown, tf.sub(filled(asFloat(x), 0), meanOf(x, axis, true)));
  return tf.div(tf.sum(tf.square(distance), axis, keep), count(x, axis, keep));
};

/** The largest, or the smallest, of what is not NaN; NaN where nothing else is. */
const extremum =
  (find: typeof tf.max, least: number): Reduce =>
  (x, axis, keep) => {
    const found = find(filled(asNumber(x), least), axis, keep);
    if (x.dtype !== 'float32') return tf.cast(found, x.dtype);
    return tf.where(tf.equal(count(x, axis, keep), 0), tf.fill(found.shape, Number.NaN), found);
  };

export const nanmax = over('nanmax', extremum(tf.max, Number.NEGATIVE_INFINITY));
export const nanmean = over('nanmean', meanOf);
export const nanmin = over('nanmin', extremum(tf.min, Number.POSITIVE_INFINITY));
export const nanprod = over('nanprod', (x, axis, keep) => tf.prod(filled(x, 1), axis, keep));
export const nanstd = over('nanstd', (x, axis, keep) => tf.sqrt(varianceOf(x, axis, keep)));
export const nansum = over('nansum', (x, axis, keep) => tf.sum(filled(x, 0), axis, keep));
export const nanvar = over('nanvar', varianceOf);

const arg = (name: string, find: (x: tf.Tensor, axis: number) => tf.Tensor, least: number) =>
  defineOp(
    name,
    ['x', 'axis', 'keepdims'],
    (x: TensorInput, axis?: number | null, keepdims: boolean = false) => {
      const values = asTensor(x);
      const known = filled(values, least);
      const flat = axis == null ? tf.reshape(known, [-1]) : known;
      const at = axis ?? 0;
      const none = tf.equal(count(axis == null ? tf.reshape(values, [-1]) : values, at, false), 0);
      const found = tf.where(none, tf.scalar(-1, 'int32'), find(flat, at));
      if (!keepdims) return found;
      return axis == null
        ? tf.reshape(
            found,
            values.shape.map(() => 1),
          )
        : tf.expandDims(found, axis);
    },
  );

/** Where the largest value is, int32; -1 where all are NaN. */
export const nanargmax = arg('nanargmax', (x, axis) => tf.argMax(x, axis), Number.NEGATIVE_INFINITY);
/** Where the smallest value is, int32; -1 where all are NaN. */
export const nanargmin = arg('nanargmin', (x, axis) => tf.argMin(x, axis), Number.POSITIVE_INFINITY);

export const nancumprod = soFar(
  'nancumprod',
  (x, axis) => tf.cumprod(x, axis),
  (x) => filled(x, 1),
);
export const nancumsum = soFar(
  'nancumsum',
  (x, axis) => tf.cumsum(x, axis),
  (x) => filled(x, 0),
);
