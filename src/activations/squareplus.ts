import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link squareplus}. */
export interface SquareplusOptions {
  /** The smoothness, 4 by default. */
  readonly b?: number;
}

/**
 * `(x + sqrt(x^2 + b)) / 2` (Barron, 2021).
 *
 * Source: https://keras.io/api/layers/activations/#squareplus-function
 *
 * @example
 * activations.squareplus(tf.tensor([[-1, 2]]));
 */
export function squareplus(x: tf.Tensor, { b = 4 }: SquareplusOptions = {}): tf.Tensor {
  return tf.tidy(() => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), b))), 2));
}
