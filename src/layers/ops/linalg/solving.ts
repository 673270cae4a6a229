import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../../backends/operations/convert.js';
import { ShapeError } from '../../../support/errors.js';
import { showShape } from '../../../support/shape.js';
import { asFloat } from '../as-tensor.js';
import { defineOp } from '../define-op.js';
import { tril, triu } from '../linear.js';
import { cholesky, eachMatrix, inverseOf, invertible, matrices, singular, turned } from './decompositions.js';
import * as host from './host-matrix.js';

// The ops of keras.ops that solve equations, and what tells whether they can be solved. See https://keras.io/api/ops/linalg/.

/** The inverse of each matrix. */
export const inv = defineOp('inv', ['x'], (x: TensorInput) => inverseOf(matrices('ops.inv', x)));

/** The inverse of the matrix of which `x` is the triangle that `cholesky` gave. */
export const choleskyInverse = defineOp(
  'choleskyInverse',
  ['x', 'upper'],
  (x: TensorInput, upper: boolean = false) => {
    const given = matrices('ops.choleskyInverse', x);
    const triangle = (upper ? triu(given) : tril(given)) as tf.Tensor;
    return inverseOf(upper ? tf.matMul(turned(triangle), triangle) : tf.matMul(triangle, turned(triangle)));
  },
);

/** The determinant's sign and the logarithm of its size, of each matrix. */
function determinant(x: tf.Tensor): [sign: tf.Tensor, log: tf.Tensor] {
  const compute = (a: host.HostMatrix) => {
    const { lu, sign } = host.lu(a);
    const pivots = Array.from({ length: a.rows }, (_, i) => lu.values[i * a.rows + i]!);
    return [
      [pivots.reduce((product, pivot) => product * Math.sign(pivot), sign)],
      [pivots.reduce((sum, pivot) => sum + Math.log(Math.abs(pivot)), 0)],
    ];
  };
  const [sign, log] = eachMatrix([x], [[], []], compute, ([, dlog], _, [a]) => {
    const slope = tf.reshape(dlog!, [...dlog!.shape, 1, 1]);
    return [tf.mul(slope, turned(inverseOf(a!)))];
  });
  return [sign!, log!];
}

/** The determinant of each matrix. */
export const det = defineOp('det', ['x'], (x: TensorInput) => {
  const [sign, log] = determinant(matrices('ops.det', x));
  return tf.mul(sign, tf.exp(log));
});

/** The sign of the determinant, and the logarithm of its size. */
export const slogdet = defineOp('slogdet', ['x'], (x: TensorInput): [tf.Tensor, tf.Tensor] =>
  determinant(matrices('ops.slogdet', x)),
);

/** The logarithm of the determinant of positive definite matrices. */
export const logdet = defineOp('logdet', ['x'], (x: TensorInput) => {
  const triangle = cholesky(matrices('ops.logdet', x)) as tf.Tensor;
  const n = triangle.shape.at(-1) as number;
  return tf.mul(2, tf.sum(tf.log(tf.sum(tf.mul(triangle, tf.eye(n)), -1)), -1));
});

/** `x` of `a x = b`, for vectors `b` of one axis less than `a`, or matrices. */
export const solve = defineOp('solve', ['a', 'b'], (a: TensorInput, b: TensorInput) =>
  solved('ops.solve', matrices('ops.solve', a), b),
);

/** As {@link solve}, where only the upper triangle of `a` counts, or the lower one. */
export const solveTriangular = defineOp(
  'solveTriangular',
  ['a', 'b', 'lower'],
  (a: TensorInput, b: TensorInput, lower: boolean = false) => {
    const given = matrices('ops.solveTriangular', a);
    return solved('ops.solveTriangular', (lower ? tril(given) : triu(given)) as tf.Tensor, b);
  },
);

function solved(where: string, a: tf.Tensor, b: TensorInput): tf.Tensor {
  const right = asFloat(b);
  const isVector = right.rank === a.rank - 1;
  const columns = isVector ? tf.expandDims(right, -1) : right;
  if (columns.rank !== a.rank || columns.shape.at(-2) !== a.shape.at(-1))
    throw new ShapeError(
      `${where}: expected a [..., n, n] and b [..., n] or [..., n, k]; received the shapes ${showShape(a.shape)} and ${showShape(right.shape)}.`,
    );
  const shape = columns.shape.slice(-2);
  const compute = (x: host.HostMatrix, y: host.HostMatrix) => [invertible(host.solution(x, y)).values];
  const [x] = eachMatrix([a, columns], [shape], compute, ([dy], [y], [left]) => {
    const slope = solved(where, turned(left!), dy!);
    return [tf.neg(tf.matMul(slope, y!, false, true)), slope];
  });
  return isVector ? tf.squeeze(x!, [-1]) : x!;
}

/** Moore and Penrose's inverse; singular values below `rcond` times the largest count as 0. */
export const pinv = defineOp('pinv', ['x', 'rcond'], (x: TensorInput, rcond?: number | null) =>
  pseudoInverse(matrices('ops.pinv', x, false), rcond),
);

function pseudoInverse(x: tf.Tensor, rcond: number | null | undefined): tf.Tensor {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const [u, s, vt] = singular(x, false);
  const least = tf.mul(tf.max(s, -1, true), rcond ?? 10 * Math.max(rows, columns) * SMALLEST_STEP);
  const counts = tf.greater(s, least);
  const inverse = tf.where(counts, tf.reciprocal(tf.where(counts, s, tf.onesLike(s))), tf.zerosLike(s));
  return tf.matMul(tf.mul(turned(vt), tf.expandDims(inverse, -2)), turned(u));
}

/** The `x` for which `a x` is nearest to `b`; the shortest of them if there are several. */
export const lstsq = defineOp(
  'lstsq',
  ['a', 'b', 'rcond'],
  (a: TensorInput, b: TensorInput, rcond?: number | null) => {
    const left = matrices('ops.lstsq', a, false);
    const right = asFloat(b);
    if (left.rank !== 2 || right.rank > 2 || right.shape[0] !== left.shape[0])
      throw new ShapeError(
        `ops.lstsq: expected a [m, n] and b [m] or [m, k]; received the shapes ${showShape(left.shape)} and ${showShape(right.shape)}.`,
      );
    const columns = right.rank === 1 ? tf.expandDims(right, -1) : right;
    const found = tf.matMul(pseudoInverse(left, rcond ?? Math.max(...left.shape) * SMALLEST_STEP), columns);
    return right.rank === 1 ? tf.squeeze(found, [-1]) : found;
  },
);

/** How many singular values are above `tol`, int32. */
export const matrixRank = defineOp('matrixRank', ['x', 'tol'], (x: TensorInput, tol?: number | null) => {
  const given = matrices('ops.matrixRank', x, false);
  const [, s] = singular(given, false);
  const sizes = given.shape.slice(-2) as [number, number];
  const least = tol ?? tf.mul(tf.max(s, -1, true), Math.max(...sizes) * SMALLEST_STEP);
  return tf.sum(tf.cast(tf.greater(s, least), 'int32'), -1);
});

/** The distance between 1 and the next float32. */
const SMALLEST_STEP = 2 ** -23;
