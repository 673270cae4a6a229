import * as tf from '@tensorflow/tfjs-core';

/**
 * `log(exp(x) + 1)`.
 *
 * Source: https://keras.io/api/layers/activations/#softplus-function
 *
 * @example
 * activations.softplus(tf.tensor([[-1, 2]]));
 */
export function softplus(x: tf.Tensor): tf.Tensor {
  return tf.softplus(x);
}
