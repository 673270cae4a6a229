import * as tf from '@tensorflow/tfjs-core';

/**
 * `exp(x)`.
 *
 * Source: https://keras.io/api/layers/activations/#exponential-function
 *
 * @example
 * activations.exponential(tf.tensor([[-1, 2]]));
 */
export function exponential(x: tf.Tensor): tf.Tensor {
  return tf.exp(x);
}
