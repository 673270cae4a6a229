import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/convert.js';
import { checkNaturalNumber } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
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

/** Zeros: tfjs has no tensors whose values nobody has set. */
export const empty = (shape: number[], dtype: Dtype = 'float32'): tf.Tensor => tf.zeros(shape, dtype);
export const full = (shape: number[], fillValue: number, dtype: Dtype = 'float32'): tf.Tensor =>
  tf.fill(shape, fillValue, dtype);

/** `num` numbers from `shape(from)` to `shape(to)`, for even steps between these. */
function spaced(
  where: string,
  [from, to]: readonly [number, number],
  num: number,
  endpoint: boolean,
  dtype: Dtype | null,
  shape: (value: number) => number = (value) => value,
): tf.Tensor1D {
  checkNaturalNumber(where, 'num', num);
  const step = (to - from) / Math.max(endpoint ? num - 1 : num, 1);
  const values = Array.from({ length: num }, (_, i) =>
    shape(i > 0 && i === num - 1 && endpoint ? to : from + i * step),
  );
  return dtype === 'int32'
    ? tf.tensor1d(values.map(Math.trunc), 'int32')
    : tf.tensor1d(values, dtype ?? 'float32');
}

/** `num` evenly spaced numbers from `start` to `stop`, without it if `endpoint` is false. */
export const linspace = defineOp(
  'linspace',
  ['start', 'stop', 'num', 'endpoint', 'dtype'],
  (start: number, stop: number, num: number = 50, endpoint: boolean = true, dtype: Dtype | null = null) =>
    spaced('ops.linspace', [start, stop], num, endpoint, dtype),
);

/** Powers of `base` with evenly spaced exponents from `start` to `stop`. */
export const logspace = defineOp(
  'logspace',
  ['start', 'stop', 'num', 'endpoint', 'base', 'dtype'],
  (
    start: number,
    stop: number,
    num: number = 50,
    endpoint: boolean = true,
    base: number = 10,
    dtype: Dtype | null = null,
  ) => spaced('ops.logspace', [start, stop], num, endpoint, dtype, (value) => base ** value),
);

/** Numbers from `start` to `stop`, each the one before times the same factor. */
export const geomspace = defineOp(
  'geomspace',
  ['start', 'stop', 'num', 'endpoint', 'dtype'],
  (start: number, stop: number, num: number = 50, endpoint: boolean = true, dtype: Dtype | null = null) => {
    if (!(start * stop > 0))
      throw new ValueError(
        `ops.geomspace: expected ends of one sign, none of them 0; received ${start} and ${stop}.`,
      );
    const sign = Math.sign(start);
    const exponents = [Math.log(Math.abs(start)), Math.log(Math.abs(stop))] as const;
    return spaced('ops.geomspace', exponents, num, endpoint, dtype, (value) => sign * Math.exp(value));
  },
);
export const ones = (shape: number[], dtype: Dtype = 'float32'): tf.Tensor => tf.ones(shape, dtype);
export const zeros = (shape: number[], dtype: Dtype = 'float32'): tf.Tensor => tf.zeros(shape, dtype);

const like = (name: string, make: (shape: number[], dtype: Dtype) => tf.Tensor) =>
  defineOp(name, ['x', 'dtype'], (x: TensorInput, dtype?: Dtype | null) => {
    const given = asTensor(x);
    return make(given.shape, dtype ?? (given.dtype as Dtype));
  });

// In the shape of another tensor, and of its dtype unless one is given.
export const emptyLike = like('emptyLike', zeros);
export const onesLike = like('onesLike', ones);
export const zerosLike = like('zerosLike', zeros);

/** One value in the shape of another tensor. */
export const fullLike = defineOp('fullLike', ['x', 'fillValue'], (x: TensorInput, fillValue: number) => {
  const { shape, dtype } = asTensor(x);
  return tf.fill(shape, fillValue, dtype as 'float32');
});

/** The numbers as a tensor, of this dtype if one is given. */
export const convertToTensor = defineOp(
  'convertToTensor',
  ['x', 'dtype'],
  (x: TensorInput, dtype?: Dtype | null): tf.Tensor =>
    // A new tensor in any case: the node of a model owns what it gives.
    x instanceof tf.Tensor
      ? dtype
        ? x.cast(dtype)
        : tf.clone(x)
      : tf.tensor(x, undefined, dtype ?? undefined),
);
export const array = convertToTensor;

/** The values as numbers or nested arrays. */
export const convertToNumpy = (x: TensorInput): number | boolean | tf.TensorLike =>
  asTensor(x).arraySync() as tf.TensorLike;

/** True for a tensor, also a symbolic one. */
export const isTensor = (x: unknown): x is tf.Tensor | SymbolicTensor =>
  x instanceof tf.Tensor || x instanceof SymbolicTensor;

/** The dtype of a tensor, or of what would become one. */
export const dtype = (x: TensorInput | SymbolicTensor): tf.DataType =>
  x instanceof SymbolicTensor ? x.dtype : tf.tidy(() => asTensor(x).dtype);

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
