import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link celu}. */
export interface CeluOptions {
  /** 1 by default. */
  readonly alpha?: number;
}

/**
 * `max(x, 0) + min(alpha * (exp(x / alpha) - 1), 0)` (Barron, 2017).
 *
 * Source: https://keras.io/api/layers/activations/#celu-function
 *
 * @example
 * activations.celu(tf.tensor([[-1, 2]]));
 */
export function celu(x: tf.Tensor, { alpha = 1 }: CeluOptions = {}): tf.Tensor {
  return tf.tidy(() => tf.add(tf.relu(x), tf.mul(alpha, tf.expm1(tf.div(tf.minimum(x, 0), alpha)))));
}
