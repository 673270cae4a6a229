import * as tf from '@tensorflow/tfjs-core';

/**
 * `relu6(x + 3) / 6`.
 *
 * Source: https://keras.io/api/layers/activations/#hard_sigmoid-function
 *
 * @example
 * activations.hardSigmoid(tf.tensor([[-1, 2]]));
 */
export function hardSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.div(tf.relu6(tf.add(x, 3)), 6));
}
