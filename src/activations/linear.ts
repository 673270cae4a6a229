import type * as tf from '@tensorflow/tfjs-core';

/**
 * The input itself.
 *
 * Source: https://keras.io/api/layers/activations/#linear-function
 *
 * @example
 * activations.linear(tf.tensor([-1, 2])).numpy(); // [-1, 2]
 */
export function linear(x: tf.Tensor): tf.Tensor {
  return x;
}
