import * as tf from '@tensorflow/tfjs-core';

/**
 * `log(sigmoid(x))`.
 *
 * Source: https://keras.io/api/layers/activations/#log_sigmoid-function
 *
 * @example
 * activations.logSigmoid(tf.tensor([[-1, 2]]));
 */
export function logSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.neg(tf.softplus(tf.neg(x))));
}
