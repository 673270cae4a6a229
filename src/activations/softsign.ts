import * as tf from '@tensorflow/tfjs-core';

/**
 * `x / (|x| + 1)`.
 *
 * Source: https://keras.io/api/layers/activations/#softsign-function
 *
 * @example
 * activations.softsign(tf.tensor([[-1, 2]]));
 */
export function softsign(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.div(x, tf.add(tf.abs(x), 1)));
}
