import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/convert.js';
import { eye } from './create.js';
import { defineOp } from './define-op.js';

/** The matrix product over the last two axes; vectors get an axis for it. */
export const matmul = defineOp('matmul', ['x1', 'x2'], (a: TensorInput, b: TensorInput) => {
  const [x, y] = [toTensor(a), toTensor(b)];
  const left = x.rank === 1 ? tf.expandDims(x, 0) : x;
  const right = y.rank === 1 ? tf.expandDims(y, -1) : y;
  const product = tf.matMul(left, right);
  const extra = [...(x.rank === 1 ? [product.rank - 2] : []), ...(y.rank === 1 ? [product.rank - 1] : [])];
  return extra.length === 0 ? product : tf.squeeze(product, extra);
});

/** The product over the last axis of the first and the second to last axis of the second. */
export const dot = defineOp('dot', ['x1', 'x2'], (a: TensorInput, b: TensorInput) => {
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

/** The product over the last axis of both. */
export const inner = defineOp('inner', ['x1', 'x2'], (a: TensorInput, b: TensorInput) => {
  const [x, y] = [toTensor(a), toTensor(b)];
  if (x.rank === 0 || y.rank === 0) return tf.mul(x, y);
  return contractAxes(x, y, [x.rank - 1], [y.rank - 1]);
});

/** The product over all values of two tensors of one size. */
export const vdot = defineOp('vdot', ['x1', 'x2'], (a: TensorInput, b: TensorInput) =>
  tf.sum(tf.mul(tf.reshape(toTensor(a), [-1]), tf.reshape(toTensor(b), [-1]))),
);

/** The product over `axes`: that many last axes of the first and first axes of the second, or a list for each of them. */
export const tensordot = defineOp(
  'tensordot',
  ['x1', 'x2', 'axes'],
  (a: TensorInput, b: TensorInput, axes: number | readonly (number | number[])[] = 2) => {
    const [x, y] = [toTensor(a), toTensor(b)];
    const lists =
      typeof axes === 'number'
        ? [x.shape.map((_, i) => i).slice(x.rank - axes), y.shape.map((_, i) => i).slice(0, axes)]
        : axes.map((one) => [one].flat());
    return contractAxes(x, y, lists[0] as number[], lists[1] as number[]);
  },
);

function contractAxes(
  x: tf.Tensor,
  y: tf.Tensor,
  first: readonly number[],
  second: readonly number[],
): tf.Tensor {
  const places = (axes: readonly number[], { rank }: tf.Tensor) => axes.map((axis) => (axis + rank) % rank);
  const [summedX, summedY] = [places(first, x), places(second, y)];
  const rest = ({ shape }: tf.Tensor, summed: number[]) =>
    shape.map((_, i) => i).filter((i) => !summed.includes(i));
  const [keptX, keptY] = [rest(x, summedX), rest(y, summedY)];
  const size = summedX.reduce((product, axis) => product * (x.shape[axis] as number), 1);
  const product = tf.matMul(
    tf.reshape(tf.transpose(x, [...keptX, ...summedX]), [-1, size]) as tf.Tensor2D,
    tf.reshape(tf.transpose(y, [...summedY, ...keptY]), [size, -1]) as tf.Tensor2D,
  );
  return tf.reshape(product, [
    ...keptX.map((axis) => x.shape[axis] as number),
    ...keptY.map((axis) => y.shape[axis] as number),
  ]);
}

/** A matrix with the vector on diagonal `k`, or the diagonal of a matrix. */
export const diag = defineOp('diag', ['x', 'k'], (x: TensorInput, k: number = 0) => {
  const values = toTensor(x);
  if (values.rank !== 1) return diagonalOf(values, k);
  const size = (values.shape[0] as number) + Math.abs(k);
  const before = Math.max(-k, 0);
  const column = tf.pad(tf.reshape(values, [-1, 1]), [
    [before, size - (values.shape[0] as number) - before],
    [0, 0],
  ]);
  return tf.mul(column, eye(size, null, k));
});

/** Diagonal `offset` of the first two axes, which becomes the last axis. */
export const diagonal = defineOp('diagonal', ['x', 'offset'], (x: TensorInput, offset: number = 0) =>
  diagonalOf(toTensor(x), offset),
);

/** The sum of diagonal `offset` of the first two axes. */
export const trace = defineOp('trace', ['x', 'offset'], (x: TensorInput, offset: number = 0) =>
  tf.sum(diagonalOf(toTensor(x), offset), -1),
);

function diagonalOf(x: tf.Tensor, offset: number): tf.Tensor {
  const [rows, columns, ...rest] = x.shape as [number, number, ...number[]];
  const first = Math.max(-offset, 0);
  const length = Math.max(Math.min(rows - first, columns - Math.max(offset, 0)), 0);
  const places = Array.from({ length }, (_, i) => (first + i) * columns + first + i + offset);
  const found = tf.gather(tf.reshape(x, [rows * columns, ...rest]), tf.tensor1d(places, 'int32'));
  return tf.transpose(found, [...rest.map((_, i) => i + 1), 0]);
}

/** Einstein's sum: `ops.einsum('ij,jk->ik', a, b)`. */
export const einsum = defineOp('einsum', null, (equation: string, ...operands: tf.Tensor[]) =>
  tf.einsum(equation, ...operands),
);

/** All products of two vectors' elements. */
export const outer = defineOp('outer', ['x1', 'x2'], (a: TensorInput, b: TensorInput) =>
  tf.mul(tf.reshape(toTensor(a), [-1, 1]), tf.reshape(toTensor(b), [1, -1])),
);

/** The lower triangle of the last two axes, up to diagonal `k`. */
export const tril = defineOp('tril', ['x', 'k'], (x: TensorInput, k: number = 0) =>
  band(toTensor(x), (row, column) => column - row <= k),
);

/** The upper triangle of the last two axes, from diagonal `k` on. */
export const triu = defineOp('triu', ['x', 'k'], (x: TensorInput, k: number = 0) =>
  band(toTensor(x), (row, column) => column - row >= k),
);

function band(x: tf.Tensor, keeps: (row: number, column: number) => boolean): tf.Tensor {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const mask = new Float32Array(rows * columns);
  for (let i = 0; i < mask.length; i++) mask[i] = keeps(Math.floor(i / columns), i % columns) ? 1 : 0;
  return tf.mul(x, tf.tensor(mask, [rows, columns]));
}
