import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import { epsilon as fuzz } from '../../backends/operations/epsilon.js';
import { normalize as toUnitLength } from '../../backends/operations/normalize.js';
import { positiveAxis } from '../../support/shape.js';
import { defineOp } from './define-op.js';

// The ops of keras.ops that normalize. See https://keras.io/api/ops/nn/.

/** Mean and variance over axes. */
export const moments = defineOp(
  'moments',
  ['x', 'axes', 'keepdims'],
  (x: TensorInput, axes: number | number[], keepdims: boolean = false): [tf.Tensor, tf.Tensor] => {
    const { mean, variance } = tf.moments(toTensor(x), axes, keepdims);
    return [mean, variance];
  },
);

/** Vectors along an axis at length one, as the norm of this order measures it. */
export const normalize = defineOp(
  'normalize',
  ['x', 'axis', 'order', 'epsilon'],
  (x: TensorInput, axis: number | number[] = -1, order: number = 2, epsilon?: number | null) => {
    const values = toTensor(x);
    if (order === 2) return toUnitLength(values, axis, epsilon ?? fuzz());
    const length = tf.pow(tf.sum(tf.pow(tf.abs(values), order), axis, true), 1 / order);
    return tf.div(values, tf.maximum(length, epsilon ?? fuzz()));
  },
);

/** Minus the mean, through the root of the variance, times `scale`, plus `offset`: each of the size of the axis. */
export const batchNormalization = defineOp(
  'batchNormalization',
  ['x', 'mean', 'variance', 'axis', 'offset', 'scale', 'epsilon'],
  (
    x: TensorInput,
    mean: TensorInput,
    variance: TensorInput,
    axis: number,
    offset?: TensorInput | null,
    scale?: TensorInput | null,
    epsilon: number = 1e-3,
  ) => {
    const values = toTensor(x);
    const at = positiveAxis('ops.batchNormalization', axis, values.rank);
    const along = (value: TensorInput) =>
      tf.reshape(
        toTensor(value),
        values.shape.map((_, i) => (i === at ? -1 : 1)),
      );
    const inverse = tf.rsqrt(tf.add(along(variance), epsilon));
    const factor = scale == null ? inverse : tf.mul(inverse, along(scale));
    const centered = tf.mul(tf.sub(values, along(mean)), factor);
    return offset == null ? centered : tf.add(centered, along(offset));
  },
);

/** Each sample over an axis, or several, at mean 0 and variance 1, times `gamma`, plus `beta`. */
export const layerNormalization = defineOp(
  'layerNormalization',
  ['x', 'gamma', 'beta', 'axis', 'epsilon'],
  (
    x: TensorInput,
    gamma?: TensorInput | null,
    beta?: TensorInput | null,
    axis: number | number[] = -1,
    epsilon: number = fuzz(),
  ) => {
    const values = toTensor(x);
    const { mean, variance } = tf.moments(values, axis, true);
    const normal = tf.mul(tf.sub(values, mean), tf.rsqrt(tf.add(variance, epsilon)));
    const scaled = gamma == null ? normal : tf.mul(normal, over(values, axis, gamma));
    return beta == null ? scaled : tf.add(scaled, over(values, axis, beta));
  },
);

/** Through the root of the mean square over an axis, or several, times `scale`. */
export const rmsNormalization = defineOp(
  'rmsNormalization',
  ['x', 'scale', 'axis', 'epsilon'],
  (x: TensorInput, scale: TensorInput = 1, axis: number | number[] = -1, epsilon: number = SMALLEST_STEP) => {
    const values = toTensor(x);
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(values), axis, true), epsilon));
    return tf.mul(tf.mul(values, inverse), over(values, axis, scale));
  },
);

/** The distance between 1 and the next float32. */
const SMALLEST_STEP = 2 ** -23;

/** `value`, of the sizes of these axes or a scalar, in the rank of `x`. */
function over(x: tf.Tensor, axis: number | number[], value: TensorInput): tf.Tensor {
  const given = toTensor(value);
  if (given.rank === 0) return given;
  const axes = [axis].flat().map((one) => positiveAxis('ops', one, x.rank));
  return tf.reshape(
    given,
    x.shape.map((size, i) => (axes.includes(i) ? size : 1)),
  );
}
