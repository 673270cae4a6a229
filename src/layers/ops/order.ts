import * as tf from '@tensorflow/tfjs-core';
import { alongLastAxis } from '../../backends/operations/along-last-axis.js';
import type { TensorInput } from '../../backends/operations/convert.js';
import { ValueError } from '../../support/errors.js';
import { positiveAxis, sizeOf } from '../../support/shape.js';
import { asNumber, asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';

// The ops of keras.ops that compare the values along an axis. See https://keras.io/api/ops/numpy/.

const arg = (name: string, find: (x: tf.Tensor, axis: number) => tf.Tensor) =>
  defineOp(
    name,
    ['x', 'axis', 'keepdims'],
    (x: TensorInput, axis?: number | null, keepdims: boolean = false) => {
      const values = asTensor(x);
      if (axis == null) {
        const place = find(tf.reshape(values, [-1]), 0);
        return keepdims
          ? tf.reshape(
              place,
              values.shape.map(() => 1),
            )
          : place;
      }
      const at = positiveAxis(`ops.${name}`, axis, values.rank);
      const found = find(values, at);
      return keepdims ? tf.expandDims(found, at) : found;
    },
  );

/** Where the largest value is, int32. */
export const argmax = arg('argmax', (x, axis) => tf.argMax(x, axis));

/** Where the smallest value is, int32. */
export const argmin = arg('argmin', (x, axis) => tf.argMin(x, axis));

/** Values along an axis from the smallest to the largest; without one (null), all in a row. */
export const sort = defineOp('sort', ['x', 'axis'], (x: TensorInput, axis: number | null = -1) => {
  const given = asTensor(x);
  const numbers = asNumber(given);
  const values = axis === null ? tf.reshape(numbers, [-1]) : numbers;
  if (values.size === 0) return tf.cast(values, given.dtype);
  const sorted = alongLastAxis('ops.sort', values, axis ?? -1, (rows) =>
    tf.reverse(tf.topk(rows, rows.shape.at(-1)).values, -1),
  );
  return tf.cast(sorted, given.dtype);
});

/** The places, int32, in which `sort` finds its values. Without an axis (null), in all values in a row. */
export const argsort = defineOp('argsort', ['x', 'axis'], (x: TensorInput, axis: number | null = -1) => {
  const given = asNumber(x);
  const values = axis === null || given.rank === 0 ? tf.reshape(given, [-1]) : given;
  if (values.size === 0) return tf.cast(values, 'int32');
  return alongLastAxis(
    'ops.argsort',
    values,
    axis ?? -1,
    (rows) => tf.topk(tf.neg(rows), rows.shape.at(-1)).indices,
  );
});

/** The `k` largest values of the last axis, and where they are. */
export const topK = defineOp(
  'topK',
  ['x', 'k', 'sorted'],
  (x: TensorInput, k: number, sorted: boolean = true): [tf.Tensor, tf.Tensor] => {
    const given = asTensor(x);
    const length = given.shape.at(-1) ?? 0;
    if (!Number.isInteger(k) || k < 0 || k > length)
      throw new ValueError(
        `ops.topK: k must be an integer from 0 to ${length}, the size of the last axis; received ${k}.`,
      );
    const none = [...given.shape.slice(0, -1), k];
    if (sizeOf(none) === 0) return [tf.zeros(none, given.dtype as 'float32'), tf.zeros(none, 'int32')];
    const { values, indices } = tf.topk(given, k, sorted);
    return [values, indices];
  },
);

/** As `argsort`: places, int32, in an order in which all before place `kth` have smaller values than it and all behind larger ones. */
export const argpartition = defineOp(
  'argpartition',
  ['x', 'kth', 'axis'],
  (x: TensorInput, kth: number, axis: number | null = -1) => {
    const values = asTensor(x);
    const row = axis === null ? tf.reshape(values, [-1]) : values;
    const length = row.shape.at(axis ?? -1) as number;
    if (!Number.isInteger(kth) || kth < -length || kth >= length)
      throw new ValueError(`ops.argpartition: kth must be in [${-length}, ${length - 1}]; received ${kth}.`);
    return argsort(row, axis ?? -1) as tf.Tensor;
  },
);
