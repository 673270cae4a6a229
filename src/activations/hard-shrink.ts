import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link hardShrink}. */
export interface HardShrinkOptions {
  /** 0.5 by default. */
  readonly threshold?: number;
}

/**
 * `x` where `|x| > threshold`, else 0.
 *
 * Source: https://keras.io/api/layers/activations/#hard_shrink-function
 *
 * @example
 * activations.hardShrink(tf.tensor([[-1, 2]]));
 */
export function hardShrink(x: tf.Tensor, { threshold = 0.5 }: HardShrinkOptions = {}): tf.Tensor {
  return tf.tidy(() => tf.where(tf.greater(tf.abs(x), threshold), x, tf.zerosLike(x)));
}
