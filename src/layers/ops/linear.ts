import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import type { DtypeId } from '../../backends/operations/held-dtype.js';
import { checkChoice } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { positiveAxis, showShape, sizeOf } from '../../support/shape.js';
import { asFloat, asNumber, asPair, asTensor } from './as-tensor.js';
import { eye } from './create.js';
import { defineOp } from './define-op.js';
import { sumOfProducts } from './sum-of-products.js';

/** An op on two operands that multiplies floats; of integers it gives integers, as in Keras. */
const product = (name: string, multiply: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor) =>
  defineOp(name, ['x1', 'x2'], (a: TensorInput, b: TensorInput) =>
    inTypeOf([a, b], ([x, y]) => multiply(x!, y!)),
  );

function inTypeOf(given: readonly TensorInput[], multiply: (floats: tf.Tensor[]) => tf.Tensor): tf.Tensor {
  const operands = given.map(asTensor);
  const types = operands.map(({ dtype }) => dtype);
  const found = multiply(operands.map(asFloat));
  return types.includes('int32') && !types.includes('float32') ? tf.cast(found, 'int32') : found;
}

/** The matrix product over the last two axes; vectors get an axis for it. */
export const matmul = product('matmul', (x, y) => {
  const left = x.rank === 1 ? tf.expandDims(x, 0) : x;
  const right = y.rank === 1 ? tf.expandDims(y, -1) : y;
  const found = tf.matMul(left, right);
  const extra = [...(x.rank === 1 ? [found.rank - 2] : []), ...(y.rank === 1 ? [found.rank - 1] : [])];
  return extra.length === 0 ? found : tf.squeeze(found, extra);
});

/** The product over the last axis of the first and the second to last axis of the second. */
export const dot = product('dot', (x, y) => {
  if (x.rank === 0 || y.rank === 0) return tf.mul(x, y);
  const columns = x.shape.at(-1) as number;
  const axis = y.rank === 1 ? 0 : y.rank - 2;
  const order = [axis, ...y.shape.map((_, i) => i).filter((i) => i !== axis)];
  const rest = y.shape.filter((_, i) => i !== axis);
  const rows = tf.reshape(x, [sizeOf(x.shape.slice(0, -1)), columns]) as tf.Tensor2D;
  const matrix = tf.reshape(tf.transpose(y, order), [columns, sizeOf(rest)]) as tf.Tensor2D;
  return tf.reshape(tf.matMul(rows, matrix), [...x.shape.slice(0, -1), ...rest]);
});

/** The product over the last axis of both. */
export const inner = product('inner', (x, y) => {
  if (x.rank === 0 || y.rank === 0) return tf.mul(x, y);
  return contractAxes(x, y, [x.rank - 1], [y.rank - 1]);
});

/** The product over all values of two tensors of one size. */
export const vdot = product('vdot', (x, y) => tf.sum(tf.mul(tf.reshape(x, [-1]), tf.reshape(y, [-1]))));

/** The product over `axes`: that many last axes of the first and first axes of the second, or a list for each of them. */
export const tensordot = defineOp(
  'tensordot',
  ['x1', 'x2', 'axes'],
  (a: TensorInput, b: TensorInput, axes: number | readonly (number | number[])[] = 2) =>
    inTypeOf([a, b], ([first, second]) => {
      const [x, y] = [first!, second!];
      const lists =
        typeof axes === 'number'
          ? [x.shape.map((_, i) => i).slice(x.rank - axes), y.shape.map((_, i) => i).slice(0, axes)]
          : axes.map((one) => [one].flat());
      return contractAxes(x, y, lists[0] as number[], lists[1] as number[]);
    }),
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
  const sizes = ({ shape }: tf.Tensor, axes: readonly number[]) => axes.map((axis) => shape[axis] as number);
  const [rows, columns, summed] = [sizes(x, keptX), sizes(y, keptY), sizeOf(sizes(x, summedX))];
  const found = tf.matMul(
    tf.reshape(tf.transpose(x, [...keptX, ...summedX]), [sizeOf(rows), summed]) as tf.Tensor2D,
    tf.reshape(tf.transpose(y, [...summedY, ...keptY]), [summed, sizeOf(columns)]) as tf.Tensor2D,
  );
  return tf.reshape(found, [...rows, ...columns]);
}

/** A matrix with the vector on diagonal `k`, or the diagonal of a matrix. */
export const diag = defineOp('diag', ['x', 'k'], (x: TensorInput, k: number = 0) => {
  const given = asTensor(x);
  const values = asNumber(given);
  if (values.rank !== 1) return diagonalOf(given, k);
  const size = (values.shape[0] as number) + Math.abs(k);
  const before = Math.max(-k, 0);
  const column = tf.pad(tf.reshape(values, [-1, 1]), [
    [before, size - (values.shape[0] as number) - before],
    [0, 0],
  ]);
  return tf.cast(tf.mul(column, eye(size, null, k, values.dtype as DtypeId)), given.dtype);
});

/** Diagonal `offset` of two axes, the first two by default, which becomes the last axis. */
export const diagonal = defineOp(
  'diagonal',
  ['x', 'offset', 'axis1', 'axis2'],
  (x: TensorInput, offset: number = 0, axis1: number = 0, axis2: number = 1) =>
    diagonalOf(inFront('ops.diagonal', asTensor(x), [axis1, axis2]), offset),
);

/** The sum of diagonal `offset` of two axes, the first two by default. */
export const trace = defineOp(
  'trace',
  ['x', 'offset', 'axis1', 'axis2'],
  (x: TensorInput, offset: number = 0, axis1: number = 0, axis2: number = 1) => {
    const values = inFront('ops.trace', asNumber(x), [axis1, axis2]);
    return tf.sum(diagonalOf(values, offset), -1);
  },
);

/** These axes before all others. */
function inFront(where: string, x: tf.Tensor, axes: readonly number[]): tf.Tensor {
  const first = axes.map((axis) => positiveAxis(where, axis, x.rank));
  if (first.every((axis, i) => axis === i)) return x;
  return tf.transpose(x, [...first, ...x.shape.map((_, i) => i).filter((i) => !first.includes(i))]);
}

function diagonalOf(x: tf.Tensor, offset: number): tf.Tensor {
  const [rows, columns, ...rest] = x.shape as [number, number, ...number[]];
  const first = Math.max(-offset, 0);
  const length = Math.max(Math.min(rows - first, columns - Math.max(offset, 0)), 0);
  const places = Array.from({ length }, (_, i) => (first + i) * columns + first + i + offset);
  const found = tf.gather(tf.reshape(x, [rows * columns, ...rest]), tf.tensor1d(places, 'int32'));
  return tf.transpose(found, [...rest.map((_, i) => i + 1), 0]);
}

/** Einstein's sum: `ops.einsum('ij,jk->ik', a, b)`; dots stand for any axes, a letter that stands twice for a diagonal. */
export const einsum = defineOp('einsum', null, (equation: string, ...operands: TensorInput[]) =>
  inTypeOf(operands, (floats) => sumOfProducts(equation, floats)),
);

/** All products of two vectors' elements. */
export const outer = defineOp('outer', ['x1', 'x2'], (a: TensorInput, b: TensorInput) => {
  const [x, y] = asPair(a, b).map(asNumber) as [tf.Tensor, tf.Tensor];
  return tf.mul(tf.reshape(x, [x.size, 1]), tf.reshape(y, [1, y.size]));
});

/** The lower triangle of the last two axes, up to diagonal `k`. */
export const tril = defineOp('tril', ['x', 'k'], (x: TensorInput, k: number = 0) =>
  band(asTensor(x), (row, column) => column - row <= k),
);

/** The upper triangle of the last two axes, from diagonal `k` on. */
export const triu = defineOp('triu', ['x', 'k'], (x: TensorInput, k: number = 0) =>
  band(asTensor(x), (row, column) => column - row >= k),
);

function band(x: tf.Tensor, keeps: (row: number, column: number) => boolean): tf.Tensor {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const mask = new Float32Array(rows * columns);
  for (let i = 0; i < mask.length; i++) mask[i] = keeps(Math.floor(i / columns), i % columns) ? 1 : 0;
  const values = asNumber(x);
  return tf.cast(tf.mul(values, tf.tensor(mask, [rows, columns], values.dtype)), x.dtype);
}

/** Kronecker's product: the second in the place of each value of the first, times it. */
export const kron = defineOp('kron', ['x1', 'x2'], (a: TensorInput, b: TensorInput) => {
  const [x, y] = asPair(a, b);
  const rank = Math.max(x.rank, y.rank);
  const sizes = ({ shape }: tf.Tensor) => [...Array(rank - shape.length).fill(1), ...shape] as number[];
  const [first, second] = [sizes(x), sizes(y)];
  const product = tf.mul(
    tf.reshape(
      x,
      first.flatMap((size) => [size, 1]),
    ),
    tf.reshape(
      y,
      second.flatMap((size) => [1, size]),
    ),
  );
  return tf.reshape(
    product,
    first.map((size, i) => size * second[i]!),
  );
});

/** The cross product of vectors of three values, or of two, of which it has the third value. */
export const cross = defineOp(
  'cross',
  ['x1', 'x2', 'axisa', 'axisb', 'axisc', 'axis'],
  (
    x1: TensorInput,
    x2: TensorInput,
    axisa: number = -1,
    axisb: number = -1,
    axisc: number = -1,
    axis?: number | null,
  ) => {
    const [a, b] = asPair(x1, x2);
    const parts = (x: tf.Tensor, along: number) => {
      const found = tf.unstack(x, positiveAxis('ops.cross', axis ?? along, x.rank));
      if (found.length === 2 || found.length === 3) return found;
      throw new ShapeError(
        `ops.cross: expected vectors of 2 or 3 values; received the shapes ${showShape(a.shape)} and ${showShape(b.shape)}.`,
      );
    };
    const [x, y, z] = parts(a, axisa) as [tf.Tensor, tf.Tensor, tf.Tensor?];
    const [u, v, w] = parts(b, axisb) as [tf.Tensor, tf.Tensor, tf.Tensor?];
    const last = tf.sub(tf.mul(x, v), tf.mul(y, u));
    if (z === undefined && w === undefined) return last;
    // A third value that is not there is zero.
    const minus = (p: tf.Tensor | undefined, q: tf.Tensor, r: tf.Tensor, s: tf.Tensor | undefined) => {
      const [left, right] = [p && tf.mul(p, q), s && tf.mul(r, s)];
      return left === undefined ? tf.neg(right!) : right === undefined ? left : tf.sub(left, right);
    };
    const values = [minus(w, y, v, z), minus(z, u, x, w), last];
    return tf.stack(values, positiveAxis('ops.cross', axis ?? axisc, last.rank + 1));
  },
);

/** The Euclidean distance of each row of the first to each row of the second. */
export const cdist = defineOp('cdist', ['x', 'y'], (x: TensorInput, y: TensorInput) => {
  const difference = tf.sub(tf.expandDims(asFloat(x), -2), tf.expandDims(asFloat(y), -3));
  return tf.sqrt(tf.sum(tf.square(difference), -1));
});

/** How the rows of a matrix go together: Pearson's coefficient of each pair of them. */
export const corrcoef = defineOp('corrcoef', ['x'], (x: TensorInput) => {
  const values = asFloat(x);
  const rows = values.rank < 2 ? tf.reshape(values, [1, -1]) : values;
  const centered = tf.sub(rows, tf.mean(rows, -1, true)) as tf.Tensor2D;
  const products = tf.matMul(centered, centered, false, true);
  const length = tf.sqrt(tf.sum(tf.square(centered), -1, true));
  const found = tf.clipByValue(tf.div(products, tf.mul(length, tf.transpose(length))), -1, 1);
  return values.rank < 2 ? tf.reshape(found, []) : found;
});

/** The products of two vectors at each place of the second along the first. */
export const correlate = defineOp(
  'correlate',
  ['x1', 'x2', 'mode'],
  (x1: TensorInput, x2: TensorInput, mode: 'valid' | 'same' | 'full' = 'valid') => {
    checkChoice('ops.correlate', 'mode', mode, ['valid', 'same', 'full']);
    const [a, b] = [asFloat(x1), asFloat(x2)];
    if (a.rank !== 1 || b.rank !== 1)
      throw new ShapeError(
        `ops.correlate: expected two vectors; received the shapes ${showShape(a.shape)} and ${showShape(b.shape)}.`,
      );
    const turned = a.size < b.size;
    const [long, short] = turned ? [b, a] : [a, b];
    const full = short.size - 1;
    const most = Math.floor(short.size / 2);
    const same = turned ? full - most : most;
    const before = mode === 'valid' ? 0 : mode === 'full' ? full : same;
    const after = mode === 'valid' ? 0 : full - (mode === 'full' ? 0 : before);
    const padded = tf.pad(long as tf.Tensor1D, [[before, after]]);
    const length = padded.size - short.size + 1;
    const windows = Array.from({ length: short.size }, (_, i) => tf.slice(padded, i, length));
    const found = tf.sum(tf.mul(tf.stack(windows), tf.reshape(short, [-1, 1])), 0);
    return turned ? tf.reverse(found, 0) : found;
  },
);

/** The powers of the values, the highest first; from 0 on if `increasing`. */
export const vander = defineOp(
  'vander',
  ['x', 'N', 'increasing'],
  (x: TensorInput, n?: number | null, increasing: boolean = false) => {
    const values = asTensor(x);
    if (values.rank !== 1)
      throw new ShapeError(`ops.vander: expected a vector; received the shape ${showShape(values.shape)}.`);
    const powers: tf.Tensor[] = [tf.onesLike(values)];
    while (powers.length < (n ?? values.size)) powers.push(tf.mul(powers.at(-1) as tf.Tensor, values));
    return tf.stack(increasing ? powers : powers.reverse(), 1);
  },
);

/** The integral by the trapezoidal rule, over points `x` or steps of `dx`. */
export const trapezoid = defineOp(
  'trapezoid',
  ['y', 'x', 'dx', 'axis'],
  (y: TensorInput, x?: TensorInput | null, dx: number = 1, axis: number = -1) => {
    const values = asFloat(y);
    const at = positiveAxis('ops.trapezoid', axis, values.rank);
    const neighbours = (of: tf.Tensor, along: number): [tf.Tensor, tf.Tensor] => {
      const length = of.shape[along] as number;
      const begin = of.shape.map((_, i) => (i === along ? 1 : 0));
      const size = of.shape.map((n, i) => (i === along ? length - 1 : n));
      return [
        tf.slice(
          of,
          of.shape.map(() => 0),
          size,
        ),
        tf.slice(of, begin, size),
      ];
    };
    const [before, after] = neighbours(values, at);
    const mean = tf.mul(tf.add(before, after), 0.5);
    if (x == null) return tf.sum(tf.mul(mean, dx), at);
    const points = asFloat(x);
    const [from, to] = neighbours(points, points.rank === 1 ? 0 : at);
    const width = tf.sub(to, from);
    const shape = values.shape.map((_, i) => (i === at ? -1 : 1));
    return tf.sum(tf.mul(mean, points.rank === 1 ? tf.reshape(width, shape) : width), at);
  },
);

/** The differences of neighbours along an axis, `n` times. */
export const diff = defineOp(
  'diff',
  ['a', 'n', 'axis'],
  (a: TensorInput, n: number = 1, axis: number = -1) => {
    let values = asNumber(a);
    const at = positiveAxis('ops.diff', axis, values.rank);
    for (let i = 0; i < n && values.shape[at] !== 0; i++) {
      const size = values.shape.map((one, j) => (j === at ? Math.max(one - 1, 0) : one));
      const first = values.shape.map((_, j) => (j === at ? 1 : 0));
      const zero = first.map(() => 0);
      values = tf.sub(tf.slice(values, first, size), tf.slice(values, zero, size));
    }
    return values;
  },
);
