import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/convert.js';
import { asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';

/** The dtypes that a new tensor may have. */
type Dtype = 'float32' | 'int32' | 'bool';

// New tensors. See https://keras.io/api/ops/numpy/.

/** Numbers from `start` (0 if only one is given) up to `stop`, without it; int32 where all are whole. */
export const arange = (
  start: number,
  stop?: number | null,
  step: number = 1,
  dtype: Dtype = [start, stop ?? 0, step].every(Number.isInteger) ? 'int32' : 'float32',
): tf.Tensor1D => {
  const [from, to] = stop == null ? [0, start] : [start, stop];
  return tf.range(from, to, step, dtype as 'int32');
};

/** Ones on diagonal `k`. */
export const eye = (rows: number, columns: number | null = null, k: number = 0): tf.Tensor2D =>
  tf.tidy(() => {
    const width = columns ?? rows;
    return diagonalOf(rows, width, (row, column) => column - row === k);
  });
export const identity = (size: number): tf.Tensor2D => eye(size);

/** Ones up to diagonal `k`. */
export const tri = (rows: number, columns: number | null = null, k: number = 0): tf.Tensor2D =>
  diagonalOf(rows, columns ?? rows, (row, column) => column - row <= k);

function diagonalOf(
  rows: number,
  columns: number,
  isOne: (row: number, column: number) => boolean,
): tf.Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    isOne(Math.floor(i / columns), i % columns) ? 1 : 0,
  );
  return tf.tensor2d(values, [rows, columns]);
}

export const full = (shape: number[], fillValue: number): tf.Tensor => tf.fill(shape, fillValue);
export const linspace = (start: number, stop: number, num: number = 50): tf.Tensor1D =>
  tf.linspace(start, stop, num);
export const ones = (shape: number[], dtype: Dtype = 'float32'): tf.Tensor => tf.ones(shape, dtype);
export const zeros = (shape: number[], dtype: Dtype = 'float32'): tf.Tensor => tf.zeros(shape, dtype);

/** One value in the shape of another tensor. */
export const fullLike = defineOp('fullLike', ['x', 'fillValue'], (x: TensorInput, fillValue: number) => {
  const { shape, dtype } = asTensor(x);
  return tf.fill(shape, fillValue, dtype as 'float32');
});

/** The numbers as a tensor, of this dtype if one is given. */
export const convertToTensor = (x: TensorInput, dtype?: Dtype): tf.Tensor =>
  x instanceof tf.Tensor ? (dtype ? x.cast(dtype) : x) : tf.tensor(x, undefined, dtype);
export const array = convertToTensor;

/** Two or more vectors as tensors over the grid of their values, 'xy' indexing by default as in NumPy. */
export const meshgrid = defineOp('meshgrid', null, (...vectors: tf.Tensor[]): tf.Tensor[] =>
  tf.tidy(() => {
    const rank = vectors.length;
    // 'xy' exchanges the first two axes.
    const axisOf = (i: number) => (rank > 1 && i < 2 ? 1 - i : i);
    const shape = vectors.map(() => 0);
    vectors.forEach(({ size }, i) => {
      shape[axisOf(i)] = size;
    });
    return vectors.map((vector, i) => {
      const lying = tf.reshape(
        vector,
        shape.map((_, axis) => (axis === axisOf(i) ? -1 : 1)),
      );
      return tf.mul(lying, tf.ones(shape, vector.dtype as 'float32'));
    });
  }),
);
