import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link relu}. */
export interface ReluOptions {
  /** The slope below the threshold, 0 by default. */
  readonly negativeSlope?: number;
  /** The largest value; none by default. */
  readonly maxValue?: number | null;
  /** Values up to it give 0 (or the slope); 0 by default. */
  readonly threshold?: number;
}

/**
 * `max(x, 0)`; with a slope below the threshold and a largest value if wanted.
 *
 * Source: https://keras.io/api/layers/activations/#relu-function
 *
 * @example
 * activations.relu(tf.tensor([-1, 2])).numpy(); // [0, 2]
 */
export function relu(
  x: tf.Tensor,
  { negativeSlope = 0, maxValue = null, threshold = 0 }: ReluOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    if (negativeSlope !== 0 && maxValue === null && threshold === 0) return tf.leakyRelu(x, negativeSlope);
    const negative = negativeSlope === 0 ? null : tf.relu(threshold === 0 ? tf.neg(x) : tf.sub(threshold, x));
    let y = threshold === 0 ? tf.relu(x) : tf.where(tf.greater(x, threshold), x, tf.zerosLike(x));
    if (maxValue !== null) y = tf.clipByValue(y, 0, maxValue);
    return negative === null ? y : tf.sub(y, tf.mul(negativeSlope, negative));
  });
}
