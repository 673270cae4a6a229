import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/convert.js';
import { defineOp } from './define-op.js';

/** An axis, several, or none for all. */
export type Axis = number | number[] | null | undefined;

type Reduce = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

const over = (name: string, compute: Reduce) =>
  defineOp(name, (x: TensorInput, axis?: Axis, keepdims: boolean = false) =>
    compute(x instanceof tf.Tensor ? x : tf.tensor(x), axis ?? undefined, keepdims),
  );

// The ops of keras.ops that reduce axes: `ops.mean(x, axis?, keepdims?)`. See https://keras.io/api/ops/numpy/.
export const all = over('all', (x, axis, keep) => tf.all(tf.cast(x, 'bool'), axis, keep));
export const any = over('any', (x, axis, keep) => tf.any(tf.cast(x, 'bool'), axis, keep));
export const logsumexp = over('logsumexp', tf.logSumExp);
export const max = over('max', tf.max);
export const mean = over('mean', tf.mean);
export const min = over('min', tf.min);
export const prod = over('prod', tf.prod);
export const sum = over('sum', tf.sum);
export const variance = over('var', (x, axis, keep) => tf.moments(x, axis, keep).variance);
export const std = over('std', (x, axis, keep) => tf.sqrt(tf.moments(x, axis, keep).variance));

export { variance as var };

/** Where the largest value is. */
export const argmax = defineOp('argmax', (x: TensorInput, axis?: number | null) => arg(tf.argMax, x, axis));

/** Where the smallest value is. */
export const argmin = defineOp('argmin', (x: TensorInput, axis?: number | null) => arg(tf.argMin, x, axis));

function arg(
  find: (x: tf.Tensor, axis: number) => tf.Tensor,
  x: TensorInput,
  axis?: number | null,
): tf.Tensor {
  const values = toTensor(x);
  return axis == null ? find(tf.reshape(values, [-1]), 0) : find(values, axis);
}

/** The norm of the values: 'euclidean' by default, or another order. */
export const norm = defineOp(
  'norm',
  (
    x: TensorInput,
    order: number | 'euclidean' | 'fro' = 'euclidean',
    axis?: Axis,
    keepdims: boolean = false,
  ) => tf.norm(toTensor(x), order as 'euclidean', axis ?? undefined, keepdims),
);

/** Sums so far along an axis. */
export const cumsum = defineOp('cumsum', (x: TensorInput, axis: number = 0) => tf.cumsum(toTensor(x), axis));

/** Products so far along an axis. */
export const cumprod = defineOp('cumprod', (x: TensorInput, axis: number = 0) =>
  tf.cumprod(toTensor(x), axis),
);

/** Values along the last axis in order. */
export const sort = defineOp('sort', (x: TensorInput) => {
  const values = toTensor(x);
  const largestFirst = tf.topk(values, values.shape.at(-1) as number).values;
  return tf.reverse(largestFirst, -1);
});

/** The `k` largest values of the last axis, and where they are. */
export const topK = defineOp('topK', (x: TensorInput, k: number): [tf.Tensor, tf.Tensor] => {
  const { values, indices } = tf.topk(toTensor(x), k);
  return [values, indices];
});
