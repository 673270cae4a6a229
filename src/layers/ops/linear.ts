import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/convert.js';
import { defineOp } from './define-op.js';

/** The matrix product over the last two axes; vectors get an axis for it. */
export const matmul = defineOp('matmul', (a: TensorInput, b: TensorInput) => {
  const [x, y] = [toTensor(a), toTensor(b)];
  const left = x.rank === 1 ? tf.expandDims(x, 0) : x;
  const right = y.rank === 1 ? tf.expandDims(y, -1) : y;
  const product = tf.matMul(left, right);
  const extra = [...(x.rank === 1 ? [product.rank - 2] : []), ...(y.rank === 1 ? [product.rank - 1] : [])];
  return extra.length === 0 ? product : tf.squeeze(product, extra);
});

/** The product over the last axis of the first and the second to last axis of the second. */
export const dot = defineOp('dot', (a: TensorInput, b: TensorInput) => {
  const [x, y] = [toTensor(a), toTensor(b)];
  if (x.rank === 0 || y.rank === 0) return tf.mul(x, y);
  const columns = x.shape.at(-1) as number;
  const axis = y.rank === 1 ? 0 : y.rank - 2;
  const order = [axis, ...y.shape.map((_, i) => i).filter((i) => i !== axis)];
  const rest = y.shape.filter((_, i) => i !== axis);
  const rows = tf.reshape(x, [-1, columns]) as tf.Tensor2D;
  const product = tf.matMul(rows, tf.reshape(tf.transpose(y, order), [columns, -1]) as tf.Tensor2D);
  return tf.reshape(product, [...x.shape.slice(0, -1), ...rest]);
});

/** Einstein's sum: `ops.einsum('ij,jk->ik', a, b)`. */
export const einsum = defineOp('einsum', (equation: string, ...operands: tf.Tensor[]) =>
  tf.einsum(equation, ...operands),
);

/** All products of two vectors' elements. */
export const outer = defineOp('outer', (a: TensorInput, b: TensorInput) =>
  tf.mul(tf.reshape(toTensor(a), [-1, 1]), tf.reshape(toTensor(b), [1, -1])),
);

/** The lower triangle of the last two axes, up to diagonal `k`. */
export const tril = defineOp('tril', (x: TensorInput, k: number = 0) =>
  band(toTensor(x), (row, column) => column - row <= k),
);

/** The upper triangle of the last two axes, from diagonal `k` on. */
export const triu = defineOp('triu', (x: TensorInput, k: number = 0) =>
  band(toTensor(x), (row, column) => column - row >= k),
);

function band(x: tf.Tensor, keeps: (row: number, column: number) => boolean): tf.Tensor {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const mask = new Float32Array(rows * columns);
  for (let i = 0; i < mask.length; i++) mask[i] = keeps(Math.floor(i / columns), i % columns) ? 1 : 0;
  return tf.mul(x, tf.tensor(mask, [rows, columns]));
}
