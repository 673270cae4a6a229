import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { castTo, type DtypeId, heldDtype } from '../../backends/operations/held-dtype.js';
import { checkChoice, checkOptions } from '../../support/check.js';
import { inOrder } from '../../support/positional.js';
import { isContainer } from '../../support/structure.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { asTensor } from './as-tensor.js';
import { defineOp, type WithOptions } from './define-op.js';

// New tensors. See https://keras.io/api/ops/numpy/.

/** A function that makes a tensor; its last arguments may be options by their names, as those of ops. */
function maker<A extends readonly unknown[], R extends tf.Tensor, const P extends readonly string[]>(
  name: string,
  params: P,
  make: (...args: A) => R,
): Made<A, R, P> {
  const call = (...given: unknown[]): R =>
    tf.tidy(() => make(...(inOrder(`ops.${name}`, params, given) as unknown as A)));
  return call as unknown as Made<A, R, P>;
}

type Made<A extends readonly unknown[], R, P extends readonly string[]> = {
  (...args: A): R;
  (...args: WithOptions<Required<A>, P>): R;
};

/** Numbers from `start` (0 if only one is given) up to `stop`, without it; int32 where all are whole. */
export const arange = maker(
  'arange',
  ['start', 'stop', 'step', 'dtype'],
  (start: number, stop?: number | null, step: number = 1, dtype?: DtypeId | null) => {
    const [from, to] = stop == null ? [0, start] : [start, stop];
    const whole = [from, to, step].every(Number.isInteger);
    const held = dtype == null ? (whole ? 'int32' : 'float32') : heldDtype('ops.arange', dtype);
    const numbers = tf.range(from, to, step, held as 'int32');
    return dtype == null ? numbers : castTo('ops.arange', numbers, dtype);
  },
);

/** Ones on diagonal `k`. */
export const eye = maker(
  'eye',
  ['N', 'M', 'k', 'dtype'],
  (n: number, m: number | null = null, k: number = 0, dtype?: DtypeId | null): tf.Tensor2D =>
    diagonalOf('ops.eye', [n, m ?? n], dtype, (row, column) => column - row === k),
);
export const identity = maker(
  'identity',
  ['n', 'dtype'],
  (n: number, dtype?: DtypeId | null): tf.Tensor2D =>
    diagonalOf('ops.identity', [n, n], dtype, (row, column) => column === row),
);

/** Ones up to diagonal `k`. */
export const tri = maker(
  'tri',
  ['N', 'M', 'k', 'dtype'],
  (n: number, m: number | null = null, k: number = 0, dtype?: DtypeId | null): tf.Tensor2D =>
    diagonalOf('ops.tri', [n, m ?? n], dtype, (row, column) => column - row <= k),
);

function diagonalOf(
  where: string,
  [rows, columns]: readonly [number, number],
  dtype: DtypeId | null | undefined,
  isOne: (row: number, column: number) => boolean,
): tf.Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    isOne(Math.floor(i / columns), i % columns) ? 1 : 0,
  );
  return castTo(where, tf.tensor2d(values, [rows, columns]), dtype ?? 'float32') as tf.Tensor2D;
}

const filled = (name: string, value: number) =>
  maker(name, ['shape', 'dtype'], (shape: number | number[], dtype?: DtypeId | null) =>
    constant(`ops.${name}`, [shape].flat(), value, dtype ?? 'float32'),
  );

function constant(where: string, shape: number[], value: number, dtype: DtypeId): tf.Tensor {
  const held = heldDtype(where, dtype);
  // tfjs fills no complex numbers.
  const filledWith = held === 'complex64' ? 'float32' : held;
  return castTo(where, tf.fill(shape, held === 'int32' ? Math.trunc(value) : value, filledWith), dtype);
}

export const ones = filled('ones', 1);
export const zeros = filled('zeros', 0);
/** Zeros: tfjs has no tensors whose values nobody has set. */
export const empty = filled('empty', 0);
export const full = maker(
  'full',
  ['shape', 'fillValue', 'dtype'],
  (shape: number | number[], fillValue: number, dtype?: DtypeId | null) =>
    constant('ops.full', [shape].flat(), fillValue, dtype ?? 'float32'),
);

const like = (name: string, value: number) =>
  defineOp(name, ['x', 'dtype'], (x: TensorInput, dtype?: DtypeId | null) => {
    const given = asTensor(x);
    return constant(`ops.${name}`, given.shape, value, dtype ?? given.dtype);
  });

// In the shape of another tensor, and of its dtype unless one is given.
export const emptyLike = like('emptyLike', 0);
export const onesLike = like('onesLike', 1);
export const zerosLike = like('zerosLike', 0);

/** One value in the shape of another tensor, and of its dtype unless one is given. */
export const fullLike = defineOp(
  'fullLike',
  ['x', 'fillValue', 'dtype'],
  (x: TensorInput, fillValue: number | tf.Tensor, dtype?: DtypeId | null) => {
    const given = asTensor(x);
    const wanted = dtype ?? given.dtype;
    if (typeof fillValue === 'number') return constant('ops.fullLike', given.shape, fillValue, wanted);
    return tf.broadcastTo(castTo('ops.fullLike', fillValue, wanted), given.shape);
  },
);

/** The numbers as a tensor, of this dtype if one is given. */
export const convertToTensor = defineOp(
  'convertToTensor',
  ['x', 'dtype'],
  (x: TensorInput, dtype?: DtypeId | null): tf.Tensor =>
    // A new tensor in any case: the node of a model owns what it gives.
    dtype == null ? tf.clone(asTensor(x)) : castTo('ops.convertToTensor', x, dtype),
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

interface GridOptions {
  readonly indexing?: 'xy' | 'ij';
}

/** Two or more vectors as tensors over the grid of their values; `{ indexing: 'ij' }` behind them keeps their order, 'xy' is NumPy's. */
export const meshgrid = defineOp(
  'meshgrid',
  null,
  (...given: readonly (TensorInput | GridOptions)[]): tf.Tensor[] => {
    const last = given.at(-1);
    const options: GridOptions = isContainer(last) && !Array.isArray(last) ? last : {};
    const vectors = given.filter((one) => one !== options).map((one) => asTensor(one as TensorInput));
    checkOptions('ops.meshgrid', options, ['indexing']);
    const indexing = checkChoice('ops.meshgrid', 'indexing', options.indexing ?? 'xy', ['xy', 'ij']);
    // 'xy' exchanges the first two axes.
    const axisOf = (i: number) => (indexing === 'xy' && vectors.length > 1 && i < 2 ? 1 - i : i);
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
  },
);
