import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { checkChoice } from '../../support/check.js';
import { positiveAxis } from '../../support/shape.js';
import { asFloat } from './as-tensor.js';
import { defineOp } from './define-op.js';
import type { Axis } from './reduce.js';
import { takeAlongAxis } from './shape.js';

/** What a quantile between two values is. */
export type QuantileMethod = 'linear' | 'lower' | 'higher' | 'nearest' | 'midpoint';

const METHODS: readonly QuantileMethod[] = ['linear', 'lower', 'higher', 'nearest', 'midpoint'];

/** How NaN counts: as any value, which makes the result NaN, or not at all. */
interface Counting {
  readonly scale: number;
  readonly skipsNaN: boolean;
}

interface QuantileOptions {
  readonly axis: Axis;
  readonly method: QuantileMethod;
  readonly keepdims: boolean;
}

// The ops of keras.ops on the values in their order. See https://keras.io/api/ops/numpy/.

const quantileOp = (name: string, counting: Counting) =>
  defineOp(
    name,
    ['x', 'q', 'axis', 'method', 'keepdims'],
    (
      x: TensorInput,
      q: TensorInput,
      axis?: Axis,
      method: QuantileMethod = 'linear',
      keepdims: boolean = false,
    ) => quantilesOf(`ops.${name}`, asFloat(x), asFloat(q), { axis, method, keepdims }, counting),
  );

const medianOp = (name: string, skipsNaN: boolean) =>
  defineOp(name, ['x', 'axis', 'keepdims'], (x: TensorInput, axis?: Axis, keepdims: boolean = false) => {
    const options = { axis, method: 'linear', keepdims } as const;
    return quantilesOf(`ops.${name}`, asFloat(x), tf.scalar(0.5), options, { scale: 1, skipsNaN });
  });

/** The value below which the share `q` (0 to 1) of the values lies; several `q` come along a first axis. */
export const quantile = quantileOp('quantile', { scale: 1, skipsNaN: false });
/** As {@link quantile}, with `q` from 0 to 100. */
export const percentile = quantileOp('percentile', { scale: 0.01, skipsNaN: false });
export const nanquantile = quantileOp('nanquantile', { scale: 1, skipsNaN: true });
export const nanpercentile = quantileOp('nanpercentile', { scale: 0.01, skipsNaN: true });
/** The value in the middle, or the mean of the two there. */
export const median = medianOp('median', false);
export const nanmedian = medianOp('nanmedian', true);

function quantilesOf(
  where: string,
  x: tf.Tensor,
  q: tf.Tensor,
  { axis, method, keepdims }: QuantileOptions,
  { scale, skipsNaN }: Counting,
): tf.Tensor {
  checkChoice(where, 'method', method, METHODS);
  const all = x.shape.map((_, i) => i);
  const axes = axis == null ? all : [axis].flat().map((one) => positiveAxis(where, one, x.rank));
  const kept = all.filter((i) => !axes.includes(i));
  const sizes = kept.map((i) => x.shape[i] as number);
  const length = axes.reduce((product, i) => product * (x.shape[i] as number), 1);
  const rows = tf.reshape(tf.transpose(x, [...kept, ...axes]), [-1, length]);
  const isMissing = tf.isNaN(rows);
  // Behind all others, where nothing is taken from.
  const known = tf.where(isMissing, tf.fill(rows.shape, Number.POSITIVE_INFINITY), rows);
  const sorted = tf.neg(tf.topk(tf.neg(known), length).values);
  const missing = tf.sum(tf.cast(isMissing, 'float32'), 1, true);
  const last = skipsNaN ? tf.sub(length - 1, missing) : tf.fill(missing.shape, length - 1);
  // Whole places have to be hit in spite of the rounding of q.
  const exact = tf.mul(last, tf.mul(tf.reshape(q, [1, -1]), scale));
  const whole = tf.round(exact);
  const place = tf.where(tf.less(tf.abs(tf.sub(exact, whole)), 1e-5 * Math.max(length, 1)), whole, exact);
  const chosen = between(sorted, tf.maximum(place, 0), method);
  const isUnknown = skipsNaN ? tf.less(last, 0) : tf.greater(missing, 0);
  const found = tf.where(tf.broadcastTo(isUnknown, chosen.shape), tf.fill(chosen.shape, Number.NaN), chosen);
  const reduced = keepdims ? x.shape.map((size, i) => (axes.includes(i) ? 1 : size)) : sizes;
  return tf.reshape(tf.transpose(found), [...q.shape, ...reduced]);
}

/** What lies at these places, which may be between two of the sorted values. */
function between(sorted: tf.Tensor, place: tf.Tensor, method: QuantileMethod): tf.Tensor {
  const at = (where: tf.Tensor) => takeAlongAxis(sorted, tf.cast(where, 'int32'), 1);
  if (method === 'lower') return at(tf.floor(place));
  if (method === 'higher') return at(tf.ceil(place));
  if (method === 'nearest') return at(tf.round(place));
  const [low, high] = [at(tf.floor(place)), at(tf.ceil(place))];
  const share = method === 'midpoint' ? tf.scalar(0.5) : tf.sub(place, tf.floor(place));
  return tf.add(tf.mul(low, tf.sub(1, share)), tf.mul(high, share));
}
