import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../../../backends/gradients/with-gradient.js';
import type { TensorInput } from '../../../backends/operations/convert.js';
import { checkChoice } from '../../../support/check.js';
import { ShapeError, ValueError } from '../../../support/errors.js';
import { showShape, sizeOf } from '../../../support/shape.js';
import { isTrial } from '../../output-spec.js';
import { asFloat } from '../as-tensor.js';
import { defineOp } from '../define-op.js';
import { valuesOf } from '../on-host.js';
import * as host from './host-matrix.js';

// The decompositions of keras.ops, in double precision on the host, with gradients. See https://keras.io/api/ops/linalg/.

/** The last two axes in each other's place. */
export function turned(x: tf.Tensor): tf.Tensor {
  const order = x.shape.map((_, i) => i);
  return tf.transpose(x, [...order.slice(0, -2), order.at(-1)!, order.at(-2)!]);
}

/** `x` as floats of at least two axes, square if asked. */
export function matrices(where: string, x: TensorInput, square = true): tf.Tensor {
  const values = asFloat(x);
  const [rows, columns] = values.shape.slice(-2);
  if (values.rank < 2 || (square && rows !== columns))
    throw new ShapeError(
      `${where}: expected ${square ? 'square matrices [..., n, n]' : 'matrices [..., rows, columns]'}; received the shape ${showShape(values.shape)}.`,
    );
  return values;
}

/** What a function of matrices gives for each of them. */
type Parts = readonly (Float64Array | readonly number[])[];

/**
 * Computes parts of these shapes for each matrix of some batches of them. tfjs's gradients are of one tensor, so that
 * the parts lie in a row until they are taken apart.
 */
export function eachMatrix(
  inputs: readonly tf.Tensor[],
  shapes: readonly (readonly number[])[],
  compute: (...matrices: host.HostMatrix[]) => Parts,
  gradient?: (dys: tf.Tensor[], values: tf.Tensor[], inputs: tf.Tensor[]) => tf.Tensor[],
): tf.Tensor[] {
  const batch = inputs[0]!.shape.slice(0, -2);
  const sizes = shapes.map(sizeOf);
  const width = sizes.reduce((sum, size) => sum + size, 0);
  const apart = (row: tf.Tensor): tf.Tensor[] =>
    tf.split(row, sizes, 1).map((part, i) => tf.reshape(part, [...batch, ...shapes[i]!]));
  const forward = () => {
    if (isTrial()) return tf.zeros([sizeOf(batch), width]);
    const lists = inputs.map(hostMatrices);
    const found = new Float32Array(lists[0]!.length * width);
    lists[0]!.forEach((_, i) => {
      let at = i * width;
      for (const part of compute(...lists.map((list) => list[i]!))) {
        found.set(part, at);
        at += part.length;
      }
    });
    return tf.tensor2d(found, [lists[0]!.length, width]);
  };
  if (gradient === undefined) return apart(forward());
  return apart(
    withGradient([...inputs], {
      forward(save) {
        const value = forward();
        save([value, ...inputs]);
        return value;
      },
      gradient: (dy, [value, ...kept]) => gradient(apart(dy), apart(value as tf.Tensor), kept),
    }),
  );
}

function hostMatrices(x: tf.Tensor): host.HostMatrix[] {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const values = Float64Array.from(valuesOf(x));
  const size = rows * columns;
  return Array.from({ length: sizeOf(x.shape.slice(0, -2)) }, (_, i) => ({
    rows,
    columns,
    values: values.slice(i * size, (i + 1) * size),
  }));
}

/** The matrices with zeros above the diagonal, and half of the diagonal. */
function lowerHalf(x: tf.Tensor): tf.Tensor {
  const n = x.shape.at(-1) as number;
  const mask = Float32Array.from({ length: n * n }, (_, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    return row === column ? 0.5 : row > column ? 1 : 0;
  });
  return tf.mul(x, tf.tensor2d(mask, [n, n]));
}

/** A vector as the diagonal of a matrix. */
function onDiagonal(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.expandDims(x, -1), tf.eye(x.shape.at(-1) as number));
}

/** One over the differences of all pairs, `1 / (x[j] - x[i])`; 0 on the diagonal. */
function gaps(x: tf.Tensor): tf.Tensor {
  const n = x.shape.at(-1) as number;
  const difference = tf.sub(tf.expandDims(x, -2), tf.expandDims(x, -1));
  return tf.div(tf.sub(1, tf.eye(n)), tf.add(difference, tf.eye(n)));
}

const product = (...factors: tf.Tensor[]) => factors.reduce((a, b) => tf.matMul(a, b));

/** The lower triangle `L` with `L Lᵀ = x`, or the upper one `U` with `Uᵀ U = x`; `x` is symmetric and positive definite. */
export const cholesky = defineOp('cholesky', ['x', 'upper'], (x: TensorInput, upper: boolean = false) => {
  const values = matrices('ops.cholesky', x);
  const n = values.shape.at(-1) as number;
  const compute = (a: host.HostMatrix) => {
    const found = host.cholesky(a);
    if (found !== null) return [found.values];
    throw new ValueError('ops.cholesky: expected a positive definite matrix; received one that is not.');
  };
  const [lower] = eachMatrix([values], [[n, n]], compute, ([dy], [l]) => {
    const inverse = inverseOf(l!);
    const middle = lowerHalf(product(turned(l!), dy!));
    const slope = product(turned(inverse), middle, inverse);
    return [tf.mul(tf.add(slope, turned(slope)), 0.5)];
  });
  return upper ? turned(lower!) : lower!;
});

/** The inverse of each matrix. */
export function inverseOf(x: tf.Tensor): tf.Tensor {
  const n = x.shape.at(-1) as number;
  const unit = host.matrixOf(n, n, (i, j) => (i === j ? 1 : 0));
  const compute = (a: host.HostMatrix) => [invertible(host.solution(a, unit)).values];
  return eachMatrix([x], [[n, n]], compute, ([dy], [y]) => [
    tf.neg(product(turned(y!), dy!, turned(y!))),
  ])[0]!;
}

/** The solution of an equation that has one. */
export function invertible(found: host.HostMatrix | null): host.HostMatrix {
  if (found !== null) return found;
  throw new ValueError('ops.linalg: expected matrices that have an inverse; received a singular one.', {
    fix: 'ops.pinv(x), or ops.lstsq(a, b)',
  });
}

/** The triangles `L` (ones on its diagonal are left out) and `U` in one matrix, and the row that each step took, int32. No gradient. */
export const luFactor = defineOp('luFactor', ['x'], (x: TensorInput): [tf.Tensor, tf.Tensor] => {
  const values = matrices('ops.luFactor', x, false);
  const [rows, columns] = values.shape.slice(-2) as [number, number];
  const [factors, pivots] = eachMatrix([values], [[rows, columns], [Math.min(rows, columns)]], (a) => {
    const found = host.lu(a);
    return [found.lu.values, found.pivots];
  });
  return [factors!, tf.cast(pivots!, 'int32')];
});

/** Orthonormal columns `q` and an upper triangle `r` with `q r = x`; 'complete' gives a square `q`. */
export const qr = defineOp(
  'qr',
  ['x', 'mode'],
  (x: TensorInput, mode: 'reduced' | 'complete' = 'reduced'): [tf.Tensor, tf.Tensor] => {
    checkChoice('ops.qr', 'mode', mode, ['reduced', 'complete']);
    const values = matrices('ops.qr', x, false);
    const [m, n] = values.shape.slice(-2) as [number, number];
    const k = mode === 'complete' ? m : Math.min(m, n);
    const compute = (a: host.HostMatrix) => {
      const { q, r } = host.qr(a);
      return [host.matrixOf(m, k, (i, j) => q.values[i * m + j]!).values, r.values.slice(0, k * n)];
    };
    const gradient = ([dq, dr]: tf.Tensor[], [q, r]: tf.Tensor[]) => {
      if (m < n || k !== n)
        throw new ValueError(
          `ops.qr: expected matrices with no fewer rows than columns, and mode 'reduced', for a gradient; received ${m} rows, ${n} columns and '${mode}'.`,
        );
      const inverse = turned(inverseOf(r!));
      const along = product(turned(q!), dq!);
      const across = product(r!, turned(dr!));
      const twist = tf.sub(tf.add(along, across), tf.add(turned(along), turned(across)));
      // What is antisymmetric has nothing on its diagonal.
      const inside = product(q!, tf.add(dr!, product(lowerHalf(twist), inverse)));
      return [tf.add(inside, product(tf.sub(dq!, product(q!, along)), inverse))];
    };
    const [q, r] = eachMatrix(
      [values],
      [
        [m, k],
        [k, n],
      ],
      compute,
      gradient,
    );
    return [q!, r!];
  },
);

/** The eigenvalues of symmetric matrices, growing, and their vectors as columns, whose signs are not determined. */
export const eigh = defineOp('eigh', ['x'], (x: TensorInput): [tf.Tensor, tf.Tensor] => {
  const given = matrices('ops.eigh', x);
  const n = given.shape.at(-1) as number;
  const compute = (a: host.HostMatrix) => {
    const { values, vectors } = host.eigh(a);
    return [values, vectors.values];
  };
  const [values, vectors] = eachMatrix([given], [[n], [n, n]], compute, ([dw, dv], [w, v]) => {
    const inner = tf.add(onDiagonal(dw!), tf.mul(gaps(w!), product(turned(v!), dv!)));
    const slope = product(v!, inner, turned(v!));
    // The lower triangle counts alone, for both.
    return [lowerHalf(tf.add(slope, turned(slope)))];
  });
  return [values!, vectors!];
});

/**
 * `[u, s, vᵀ]` with `u s vᵀ = x` and falling singular values `s`, or `s` alone if `computeUv` is false. The signs of the
 * vectors are not determined. `fullMatrices` gives square `u` and `v`, which have no gradient unless `x` is square.
 */
export const svd = defineOp(
  'svd',
  ['x', 'fullMatrices', 'computeUv'],
  (x: TensorInput, fullMatrices: boolean = true, computeUv: boolean = true): tf.Tensor[] => {
    const parts = singular(matrices('ops.svd', x, false), fullMatrices && computeUv);
    return (computeUv ? parts : parts[1]) as tf.Tensor[];
  },
) as unknown as SvdOp;

/** What {@link svd} gives follows from what is asked for. */
interface SvdOp {
  (x: TensorInput, fullMatrices?: boolean, computeUv?: true): [u: tf.Tensor, s: tf.Tensor, vt: tf.Tensor];
  (x: TensorInput, options: SvdOptions & { readonly computeUv: false }): tf.Tensor;
  (x: TensorInput, options: SvdOptions): [u: tf.Tensor, s: tf.Tensor, vt: tf.Tensor];
  (x: TensorInput, fullMatrices: boolean, computeUv: false): tf.Tensor;
}

interface SvdOptions {
  readonly fullMatrices?: boolean;
  readonly computeUv?: boolean;
}

/** `[u, s, vᵀ]` of each matrix. */
export function singular(x: tf.Tensor, full: boolean): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const [m, n] = x.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const [left, right] = full ? [m, n] : [k, k];
  const compute = (a: host.HostMatrix) => {
    const { u, s, v } = host.svd(a);
    return [
      host.matrixOf(m, left, (i, j) => u.values[i * m + j]!).values,
      s,
      host.matrixOf(right, n, (i, j) => v.values[j * n + i]!).values,
    ];
  };
  const gradient = ([du, ds, dvt]: tf.Tensor[], [u, s, vt]: tf.Tensor[]) => {
    if (full && m !== n)
      throw new ValueError(
        'ops.svd: expected fullMatrices false for the gradient of matrices that are not square.',
        {
          fix: 'ops.svd(x, { fullMatrices: false })',
        },
      );
    const [v, dv] = [turned(vt!), turned(dvt!)];
    const gap = gaps(tf.square(s!));
    const row = tf.expandDims(s!, -2);
    const column = tf.expandDims(s!, -1);
    const twist = (a: tf.Tensor, da: tf.Tensor) => {
      const along = product(turned(a), da);
      return tf.mul(gap, tf.sub(along, turned(along)));
    };
    const inner = tf.add(onDiagonal(ds!), tf.add(tf.mul(twist(u!, du!), row), tf.mul(column, twist(v, dv))));
    // What moves out of the space of the vectors.
    const outside = (a: tf.Tensor, da: tf.Tensor) =>
      tf.div(tf.sub(da, product(a, product(turned(a), da))), row);
    const parts = [product(u!, inner, vt!)];
    if (m > k) parts.push(product(outside(u!, du!), vt!));
    if (n > k) parts.push(product(u!, turned(outside(v, dv))));
    return [tf.addN(parts)];
  };
  const shapes = [[m, left], [k], [right, n]];
  return eachMatrix([x], shapes, compute, gradient) as [tf.Tensor, tf.Tensor, tf.Tensor];
}
