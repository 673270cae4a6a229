import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { checkPositiveInteger, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { asFloat } from './as-tensor.js';
import { defineOp } from './define-op.js';

// The Fourier transforms of keras.ops. A complex tensor is a pair of real ones, as in Keras. They are products with
// matrices, which every backend has and which have gradients. See https://keras.io/api/ops/fft/.

/** The real and the imaginary part. */
export type ComplexPair = readonly [real: TensorInput, imag: TensorInput];

type Pair = [real: tf.Tensor, imag: tf.Tensor];

/** The largest size that is one product; others are split into factors (Cooley and Tukey, 1965). */
const DIRECT = 64;

function complexOf(where: string, x: ComplexPair): Pair {
  if (!Array.isArray(x) || x.length !== 2)
    throw new ValueError(`ops.${where}: expected a pair [real, imag]; received ${show(x)}.`);
  const [real, imag] = [asFloat(x[0] as TensorInput), asFloat(x[1] as TensorInput)];
  if (real.shape.join() !== imag.shape.join() || real.rank === 0)
    throw new ShapeError(
      `ops.${where}: expected two parts of one shape; received ${showShape(real.shape)} and ${showShape(imag.shape)}.`,
    );
  return [real, imag];
}

/** The cosines and sines of `turn(i, j)` full turns, in the direction of the transform. */
function turns(rows: number, columns: number, direction: number, turn: (i: number, j: number) => number) {
  const [cos, sin] = [new Float32Array(rows * columns), new Float32Array(rows * columns)];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const angle = direction * 2 * Math.PI * turn(i, j);
      cos[i * columns + j] = Math.cos(angle);
      sin[i * columns + j] = Math.sin(angle);
    }
  return [tf.tensor2d(cos, [rows, columns]), tf.tensor2d(sin, [rows, columns])] as const;
}

/** (a + ib)(c + id), by a product of tensors or of their elements. */
function times([a, b]: Pair, [c, d]: readonly [tf.Tensor, tf.Tensor], by: typeof tf.mul): Pair {
  return [tf.sub(by(a, c), by(b, d)), tf.add(by(a, d), by(b, c))];
}

const multiplied = (a: tf.TensorLike | tf.Tensor, b: tf.TensorLike | tf.Tensor) =>
  tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D);

/** The transform of the rows of two matrices [rows, n]; direction -1, or +1 for the inverse one without its factor. */
function transformRows(x: Pair, direction: number): Pair {
  const [rows, n] = x[0].shape as [number, number];
  const first = n <= DIRECT ? n : largestFactor(n);
  if (first === n || first === 1)
    return times(
      x,
      turns(n, n, direction, (i, j) => ((i * j) % n) / n),
      multiplied as typeof tf.mul,
    );
  // n = first * rest: rows of the one size, then of the other.
  const rest = n / first;
  const each = (pair: Pair, change: (one: tf.Tensor) => tf.Tensor): Pair => [
    change(pair[0]),
    change(pair[1]),
  ];
  const inner = transformRows(
    each(x, (one) =>
      tf.reshape(tf.transpose(tf.reshape(one, [rows, rest, first]), [0, 2, 1]), [rows * first, rest]),
    ),
    direction,
  );
  const twist = turns(first, rest, direction, (i, j) => (i * j) / n);
  const twisted = times(
    each(inner, (one) => tf.reshape(one, [rows, first, rest])),
    twist,
    tf.mul,
  );
  const outer = transformRows(
    each(twisted, (one) => tf.reshape(tf.transpose(one, [0, 2, 1]), [rows * rest, first])),
    direction,
  );
  return each(outer, (one) =>
    tf.reshape(tf.transpose(tf.reshape(one, [rows, rest, first]), [0, 2, 1]), [rows, n]),
  );
}

function largestFactor(n: number): number {
  for (let factor = DIRECT; factor > 1; factor--) if (n % factor === 0) return factor;
  return 1;
}

/** The transform along the last axis. */
function transform([real, imag]: Pair, direction: -1 | 1): Pair {
  const { shape } = real;
  const n = shape.at(-1) as number;
  const found = transformRows([tf.reshape(real, [-1, n]), tf.reshape(imag, [-1, n])], direction);
  return found.map((part) => tf.reshape(part, shape)) as Pair;
}

function transform2d(x: Pair, direction: -1 | 1): Pair {
  const { rank } = x[0];
  const order = Array.from({ length: rank }, (_, i) => i);
  [order[rank - 2], order[rank - 1]] = [rank - 1, rank - 2];
  const turned = (pair: Pair): Pair => pair.map((part) => tf.transpose(part, order)) as Pair;
  return turned(transform(turned(transform(x, direction)), direction));
}

/** The last axis cut off, or filled up with zeros, to a length. */
function fitted(x: tf.Tensor, length: number): tf.Tensor {
  const size = x.shape.at(-1) as number;
  if (size === length) return x;
  if (size < length)
    return tf.pad(
      x,
      x.shape.map((_, i) => [0, i === x.rank - 1 ? length - size : 0]),
    );
  return tf.slice(
    x,
    x.shape.map(() => 0),
    [...x.shape.slice(0, -1), length],
  );
}

/** The discrete Fourier transform along the last axis of a pair of parts. */
export const fft = defineOp('fft', ['x'], (x: ComplexPair): Pair => transform(complexOf('fft', x), -1));

/** The transform along the last two axes. */
export const fft2 = defineOp('fft2', ['x'], (x: ComplexPair): Pair => transform2d(complexOf('fft2', x), -1));

/** What `fft2` takes back. */
export const ifft2 = defineOp('ifft2', ['x'], (x: ComplexPair): Pair => {
  const given = complexOf('ifft2', x);
  const [rows, columns] = given[0].shape.slice(-2) as [number, number];
  return transform2d(given, 1).map((part) => tf.div(part, rows * columns)) as Pair;
});

/** The transform of real values: the first `fftLength / 2 + 1` values, of which the others follow. */
export const rfft = defineOp(
  'rfft',
  ['x', 'fftLength'],
  (x: TensorInput, fftLength?: number | null): Pair => {
    const values = asFloat(x);
    const length = fftLength ?? (values.shape.at(-1) as number);
    return realTransform(fitted(values, checkPositiveInteger('ops.rfft', 'fftLength', length)));
  },
);

function realTransform(x: tf.Tensor): Pair {
  const length = Math.floor((x.shape.at(-1) as number) / 2) + 1;
  return transform([x, tf.zerosLike(x)], -1).map((part) => fitted(part, length)) as Pair;
}

/** The real values whose `rfft` this is. */
export const irfft = defineOp('irfft', ['x', 'fftLength'], (x: ComplexPair, fftLength?: number | null) => {
  const given = complexOf('irfft', x);
  return inverseOfReal(given, fftLength ?? 2 * ((given[0].shape.at(-1) as number) - 1));
});

function inverseOfReal(x: Pair, length: number): tf.Tensor {
  checkPositiveInteger('ops.irfft', 'fftLength', length);
  const half = Math.floor(length / 2) + 1;
  const [real, imag] = x.map((part) => fitted(part, half)) as Pair;
  // The other half is the conjugate of this one; the first value, and for even lengths the last, are there once.
  const weights = Float32Array.from({ length: half }, (_, k) =>
    k === 0 || (length % 2 === 0 && k === half - 1) ? 1 / length : 2 / length,
  );
  const scale = tf.tensor1d(weights);
  const filled = [tf.mul(real, scale), tf.mul(imag, scale)].map((part) => fitted(part, length)) as Pair;
  return transform(filled, 1)[0];
}

/** Overlapping parts of the last axis, `sequenceLength` long, `sequenceStride` apart: `[..., parts, sequenceLength]`. */
export const extractSequences = defineOp(
  'extractSequences',
  ['x', 'sequenceLength', 'sequenceStride'],
  (x: TensorInput, sequenceLength: number, sequenceStride: number) =>
    sequencesOf('extractSequences', asFloat(x), sequenceLength, sequenceStride),
);

function sequencesOf(where: string, x: tf.Tensor, length: number, stride: number): tf.Tensor {
  checkPositiveInteger(`ops.${where}`, 'sequenceLength', length);
  checkPositiveInteger(`ops.${where}`, 'sequenceStride', stride);
  const size = x.shape.at(-1) as number;
  const count = Math.max(Math.floor((size - length) / stride) + 1, 0);
  const places = Array.from(
    { length: count * length },
    (_, i) => Math.floor(i / length) * stride + (i % length),
  );
  const found = tf.gather(x, tf.tensor1d(places, 'int32'), x.rank - 1);
  return tf.reshape(found, [...x.shape.slice(0, -1), count, length]);
}

/** What each part is multiplied by; null: by 1. */
export type StftWindow = 'hann' | 'hamming' | TensorInput | null;

/** A periodic window, in the middle of as many zeros as make `fftLength`. */
function windowOf(where: string, window: StftWindow, length: number, fftLength: number): tf.Tensor {
  if (length > fftLength)
    throw new ValueError(
      `ops.${where}: fftLength must be at least sequenceLength, ${length}; received ${fftLength}.`,
    );
  const periodic = (a: number, b: number) =>
    tf.tensor1d(Float32Array.from({ length }, (_, i) => a - b * Math.cos((2 * Math.PI * i) / length)));
  // Without a window the whole part counts.
  if (window === null) return tf.ones([fftLength]);
  const values =
    window === 'hann'
      ? periodic(0.5, 0.5)
      : window === 'hamming'
        ? periodic(0.54, 0.46)
        : typeof window === 'string'
          ? null
          : asFloat(window);
  if (values === null || values.rank !== 1 || values.size !== length)
    throw new ValueError(
      `ops.${where}: window must be 'hann', 'hamming', null or ${length} values; received ${show(window)}.`,
    );
  const before = Math.floor((fftLength - length) / 2);
  return tf.pad(values as tf.Tensor1D, [[before, fftLength - length - before]]);
}

/** The short-time Fourier transform of the last axis: a pair of `[..., parts, fftLength / 2 + 1]`. */
export const stft = defineOp(
  'stft',
  ['x', 'sequenceLength', 'sequenceStride', 'fftLength', 'window', 'center'],
  (
    x: TensorInput,
    sequenceLength: number,
    sequenceStride: number,
    fftLength: number,
    window: StftWindow = 'hann',
    center: boolean = true,
  ): Pair => {
    const values = asFloat(x);
    const weights = windowOf('stft', window, sequenceLength, fftLength);
    const half = center ? Math.floor(fftLength / 2) : 0;
    const size = values.shape.at(-1) as number;
    if (half >= size)
      throw new ShapeError(
        `ops.stft: expected more than fftLength / 2 = ${half} values, which the ends are mirrored for; received ${size}.`,
        { fix: 'center: false' },
      );
    const mirrored = Array.from({ length: size + 2 * half }, (_, i) => {
      const at = Math.abs(i - half);
      return at < size ? at : 2 * (size - 1) - at;
    });
    const padded = half === 0 ? values : tf.gather(values, tf.tensor1d(mirrored, 'int32'), values.rank - 1);
    return realTransform(tf.mul(sequencesOf('stft', padded, fftLength, sequenceStride), weights));
  },
);

/** The values whose `stft` this is, with the same settings; `length` of them if it is given. */
export const istft = defineOp(
  'istft',
  ['x', 'sequenceLength', 'sequenceStride', 'fftLength', 'length', 'window', 'center'],
  (
    x: ComplexPair,
    sequenceLength: number,
    sequenceStride: number,
    fftLength: number,
    length: number | null = null,
    window: StftWindow = 'hann',
    center: boolean = true,
  ) => {
    const weights = windowOf('istft', window, sequenceLength, fftLength);
    const parts = tf.mul(inverseOfReal(complexOf('istft', x), fftLength), weights);
    const count = parts.shape.at(-2) as number;
    const size = fftLength + sequenceStride * (count - 1);
    const batch = parts.shape.slice(0, -2);
    // Each part added where it was: the transposed of taking the sequences.
    const places = tf.tensor1d(
      Array.from(
        { length: count * fftLength },
        (_, i) => Math.floor(i / fftLength) * sequenceStride + (i % fftLength),
      ),
      'int32',
    );
    const added = (rows: tf.Tensor) => tf.transpose(tf.unsortedSegmentSum(tf.transpose(rows), places, size));
    const sum = added(tf.reshape(parts, [-1, count * fftLength]));
    const overlap = added(tf.reshape(tf.tile(tf.square(weights), [count]), [1, -1]));
    const isCovered = tf.greater(overlap, 1e-11);
    const whole = tf.where(
      tf.broadcastTo(isCovered, sum.shape),
      tf.div(sum, tf.where(isCovered, overlap, tf.onesLike(overlap))),
      sum,
    );
    const start = center ? Math.floor(fftLength / 2) : 0;
    const end = length === null ? size - start : Math.min(start + length, size);
    const cut = tf.slice(whole, [0, start], [-1, end - start]);
    const found = length === null ? cut : fitted(cut, length);
    return tf.reshape(found, [...batch, found.shape[1] as number]);
  },
);

/** The complex numbers with these absolute values and angles, in radians, as a pair. */
export const polar = defineOp('polar', ['abs', 'angle'], (abs: TensorInput, angle: TensorInput): Pair => {
  const [size, turn] = [asFloat(abs), asFloat(angle)];
  return [tf.mul(size, tf.cos(turn)), tf.mul(size, tf.sin(turn))];
});

/** Real and imaginary parts in a last axis of 2 as a pair. */
export const viewAsComplex = defineOp('viewAsComplex', ['x'], (x: TensorInput): Pair => {
  const values = asFloat(x);
  if (values.shape.at(-1) !== 2)
    throw new ShapeError(
      `ops.viewAsComplex: expected a last axis of 2; received shape ${showShape(values.shape)}.`,
    );
  return tf.unstack(values, -1) as Pair;
});

/** The parts of a pair in a last axis of 2. */
export const viewAsReal = defineOp('viewAsReal', ['x'], (x: ComplexPair) =>
  tf.stack(complexOf('viewAsReal', x), -1),
);
