import * as tf from '@tensorflow/tfjs-core';

/**
 * `x` cut at -1 and 1.
 *
 * Source: https://keras.io/api/layers/activations/#hard_tanh-function
 *
 * @example
 * activations.hardTanh(tf.tensor([[-1, 2]]));
 */
export function hardTanh(x: tf.Tensor): tf.Tensor {
  return tf.clipByValue(x, -1, 1);
}
