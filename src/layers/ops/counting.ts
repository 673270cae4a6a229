import * as tf from '@tensorflow/tfjs-core';
import { stopGradient as stopped } from '../../backends/gradients/stop-gradient.js';
import type { TensorInput } from '../../backends/operations/convert.js';
import { inTopK as isInTopK } from '../../backends/operations/in-top-k.js';
import { checkChoice } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { positiveAxis, showShape, sizeOf } from '../../support/shape.js';
import { asFloat, asPair, asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';
import { valuesOf } from './on-host.js';

// The ops of keras.ops that find values and count them. See https://keras.io/api/ops/numpy/.

/** Where values would be put into a sorted vector, int32: before equal ones ('left') or behind them ('right'). */
export const searchsorted = defineOp(
  'searchsorted',
  ['sortedSequence', 'values', 'side'],
  (sortedSequence: TensorInput, values: TensorInput, side: 'left' | 'right' = 'left') => {
    checkChoice('ops.searchsorted', 'side', side, ['left', 'right']);
    return placesIn('ops.searchsorted', asTensor(sortedSequence), asTensor(values), side);
  },
);

/** In which of the bins between these growing edges values lie, int32: 0 below the first, their number above the last. */
export const digitize = defineOp('digitize', ['x', 'bins'], (x: TensorInput, bins: TensorInput) =>
  placesIn('ops.digitize', asTensor(bins), asTensor(x), 'right'),
);

function placesIn(where: string, sorted: tf.Tensor, values: tf.Tensor, side: 'left' | 'right'): tf.Tensor {
  if (sorted.rank !== 1)
    throw new ShapeError(
      `${where}: expected a sorted vector; received the shape ${showShape(sorted.shape)}.`,
    );
  // NaN lies behind all numbers, so what counts is the opposite of what is behind.
  const behind = side === 'left' ? tf.greaterEqual : tf.greater;
  return tf.sum(tf.cast(tf.logicalNot(behind(sorted, tf.expandDims(values, -1))), 'int32'), -1);
}

/** How often each of the numbers 0, 1, 2, ... is in `x`, or the sum of their weights. */
export const bincount = defineOp(
  'bincount',
  ['x', 'weights', 'minlength', 'sparse'],
  (x: TensorInput, weights?: TensorInput | null, minlength: number = 0, sparse: boolean = false) => {
    if (sparse) {
      throw new ValueError(
        'ops.bincount: expected sparse false, since tfjs has no sparse tensors; received true.',
      );
    }
    const numbers = asTensor(x);
    if (numbers.rank === 0 || numbers.rank > 2)
      throw new ShapeError(
        `ops.bincount: expected a vector or a matrix of integers; received the shape ${showShape(numbers.shape)}.`,
      );
    const indices = valuesOf(numbers);
    const counts = weights == null ? null : valuesOf(asTensor(weights));
    const length = Math.max(minlength, rangeOf(indices)[1] + 1);
    const columns = numbers.shape.at(-1) as number;
    const rows = numbers.rank === 1 ? 1 : (numbers.shape[0] as number);
    const isFloat = counts !== null && asTensor(weights as TensorInput).dtype === 'float32';
    const found = isFloat ? new Float32Array(rows * length) : new Int32Array(rows * length);
    indices.forEach((one, i) => {
      const at = Math.floor(i / columns) * length + one;
      if (one >= 0) found[at] = found[at]! + (counts?.[i] ?? 1);
    });
    return tf.tensor(found, [...numbers.shape.slice(0, -1), length]);
  },
);

/** How many values lie in each of `bins` parts of a range, by default that of the values, float32, and the edges of the parts. */
export const histogram = defineOp(
  'histogram',
  ['x', 'bins', 'range'],
  (x: TensorInput, bins: number = 10, range?: readonly [number, number] | null): [tf.Tensor, tf.Tensor] => {
    if (!Number.isInteger(bins) || bins < 1)
      throw new ValueError(`ops.histogram: bins must be a positive integer; received ${bins}.`);
    const values = valuesOf(asFloat(x));
    const [least, most] = range ?? rangeOf(values);
    // A range of one value gets a width of 1, as in NumPy.
    const [low, high] = least === most ? [least - 0.5, most + 0.5] : [least, most];
    const edges = Float32Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
    const counts = new Float32Array(bins);
    for (const value of values) {
      if (!(value >= low && value <= high)) continue;
      let bin = Math.min(Math.floor(((value - low) / (high - low)) * bins), bins - 1);
      while (bin > 0 && value < edges[bin]!) bin--;
      while (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
      counts[bin]!++;
    }
    return [tf.tensor1d(counts), tf.tensor1d(edges)];
  },
);

/** The smallest and the largest value. */
function rangeOf(values: Iterable<number>): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

/** Which values of `x1` are in `x2`; `invert` asks for those that are not. */
export const isin = defineOp(
  'isin',
  ['x1', 'x2', 'assumeUnique', 'invert'],
  (x1: TensorInput, x2: TensorInput, _assumeUnique: boolean = false, invert: boolean = false) => {
    const [values, among] = asPair(x1, x2);
    const found = tf.any(tf.equal(tf.expandDims(values, -1), tf.reshape(among, [-1])), -1);
    return invert ? tf.logicalNot(found) : found;
  },
);

/** Where values are not zero: a vector of places, int32, for each axis. */
export const nonzero = defineOp('nonzero', ['x'], (x: TensorInput): tf.Tensor[] => {
  const { shape } = asTensor(x);
  const flat: number[] = [];
  valuesOf(asTensor(x)).forEach((value, i) => {
    if (value !== 0) flat.push(i);
  });
  return placesOf(tf.tensor1d(flat, 'int32'), shape);
});

/** For places among all values in a row those along each axis, int32. */
export const unravelIndex = defineOp(
  'unravelIndex',
  ['indices', 'shape'],
  (indices: TensorInput, shape: readonly number[]): tf.Tensor[] => {
    const given = tf.cast(asTensor(indices), 'int32');
    const total = tf.scalar(sizeOf(shape), 'int32');
    return placesOf(tf.where(tf.less(given, 0), tf.add(given, total), given), shape);
  },
);

function placesOf(flat: tf.Tensor, shape: readonly number[]): tf.Tensor[] {
  const places: tf.Tensor[] = [];
  let rest = flat;
  for (const size of [...shape].reverse()) {
    const length = tf.scalar(size, 'int32');
    places.unshift(tf.mod(rest, length));
    rest = stopped(tf.floorDiv(rest, length));
  }
  return places;
}

/** Options of {@link unique}. */
export interface UniqueOptions {
  /** True, the default: from the smallest to the largest; false: as they come first. */
  readonly sorted?: boolean;
  /** True: also where each comes first. */
  readonly returnIndex?: boolean;
  /** True: also which of them each value is. */
  readonly returnInverse?: boolean;
  /** True: also how often each is there. */
  readonly returnCounts?: boolean;
  /** The axis whose slices are compared; null, the default, compares single values. */
  readonly axis?: number | null;
  /** As many are given, cut off or filled up. */
  readonly size?: number | null;
  /** What fills up to `size`; the smallest value by default. */
  readonly fillValue?: number | null;
}

/**
 * The values without those that are there already; with any of the `return` options a list. See
 * https://keras.io/api/ops/numpy/.
 *
 * @example
 * ops.unique([3, 1, 3]).numpy(); // [1, 3]
 */
export const unique = defineOp(
  'unique',
  ['x', 'sorted', 'returnIndex', 'returnInverse', 'returnCounts', 'axis', 'size', 'fillValue'],
  (
    x: TensorInput,
    sorted: boolean = true,
    returnIndex: boolean = false,
    returnInverse: boolean = false,
    returnCounts: boolean = false,
    axis: number | null = null,
    size: number | null = null,
    fillValue: number | null = null,
  ): tf.Tensor => {
    const given = asTensor(x);
    const at = axis === null ? 0 : positiveAxis('ops.unique', axis, given.rank);
    const order = [at, ...given.shape.map((_, i) => i).filter((i) => i !== at)];
    const along = axis === null ? tf.reshape(given, [-1, 1]) : tf.transpose(given, order);
    const rows = along.shape[0] as number;
    const groups = groupRows(valuesOf(along), rows, sizeOf(along.shape.slice(1)), sorted);
    const places = groups.first.slice(0, size ?? undefined);
    let found = tf.gather(along, tf.tensor1d(places, 'int32'));
    const missing = Math.max((size ?? 0) - places.length, 0);
    if (missing > 0) {
      const rest = tf.fill([missing, ...along.shape.slice(1)], fillValue ?? 0, 'float32');
      const fill = fillValue === null ? tf.slice(found, 0, 1) : tf.cast(tf.slice(rest, 0, 1), along.dtype);
      found = tf.concat([found, ...Array.from({ length: missing }, () => fill)]);
    }
    const back = order.map((_, i) => order.indexOf(i));
    const values = axis === null ? tf.reshape(found, [-1]) : tf.transpose(found, back);
    const whole = (numbers: readonly number[], empty = 0) =>
      tf.tensor1d([...numbers.slice(0, size ?? undefined), ...Array(missing).fill(empty)], 'int32');
    const all = [
      values,
      ...(returnIndex ? [whole(groups.first, groups.first[0])] : []),
      ...(returnInverse
        ? [tf.reshape(tf.tensor1d(groups.of, 'int32'), axis === null ? given.shape : [rows])]
        : []),
      ...(returnCounts ? [whole(groups.counts)] : []),
    ];
    return (all.length === 1 ? values : all) as tf.Tensor;
  },
) as UniqueOp;

/** What {@link unique} gives follows from what is asked for. */
interface UniqueOp {
  (x: TensorInput): tf.Tensor;
  <const O extends UniqueOptions>(
    x: TensorInput,
    options: O,
  ): O extends { returnIndex: true } | { returnInverse: true } | { returnCounts: true }
    ? tf.Tensor[]
    : tf.Tensor;
  (x: TensorInput, sorted?: boolean, ...rest: (boolean | number | null)[]): tf.Tensor | tf.Tensor[];
}

/** Equal rows as groups: where each comes first, how many it has, and the group of each row. */
function groupRows(values: ArrayLike<number>, rows: number, width: number, sorted: boolean) {
  const row = (i: number) => Array.from({ length: width }, (_, j) => values[i * width + j]!);
  const groups = new Map<string, { first: number; count: number }>();
  const keys = Array.from({ length: rows }, (_, i) => row(i).join());
  keys.forEach((key, i) => {
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: i, count: 1 });
  });
  const compare = (a: number, b: number): number => {
    for (let j = 0; j < width; j++) {
      const difference = values[a * width + j]! - values[b * width + j]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const list = [...groups];
  if (sorted) list.sort(([, a], [, b]) => compare(a.first, b.first));
  const number = new Map(list.map(([key], i) => [key, i]));
  return {
    first: list.map(([, { first }]) => first),
    counts: list.map(([, { count }]) => count),
    of: keys.map((key) => number.get(key)!),
  };
}

/** Whether each target, a class number, is among the `k` largest predictions of its row. */
export const inTopK = defineOp(
  'inTopK',
  ['targets', 'predictions', 'k'],
  (targets: TensorInput, predictions: TensorInput, k: number) =>
    tf.cast(isInTopK(tf.cast(asTensor(targets), 'int32'), asFloat(predictions), k), 'bool'),
);
