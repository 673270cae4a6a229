import * as tf from '@tensorflow/tfjs-core';

/**
 * `x * tanh(softplus(x))` (Misra, 2019).
 *
 * Source: https://keras.io/api/layers/activations/#mish-function
 *
 * @example
 * activations.mish(tf.tensor([[-1, 2]]));
 */
export function mish(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(x, tf.tanh(tf.softplus(x))));
}
