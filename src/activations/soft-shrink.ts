import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link softShrink}. */
export interface SoftShrinkOptions {
  /** 0.5 by default. */
  readonly threshold?: number;
}

/**
 * `x - threshold` above it, `x + threshold` below its negative, 0 between.
 *
 * Source: https://keras.io/api/layers/activations/#soft_shrink-function
 *
 * @example
 * activations.softShrink(tf.tensor([[-1, 2]]));
 */
export function softShrink(x: tf.Tensor, { threshold = 0.5 }: SoftShrinkOptions = {}): tf.Tensor {
  return tf.tidy(() => tf.sub(tf.relu(tf.sub(x, threshold)), tf.relu(tf.sub(tf.neg(x), threshold))));
}
