import * as tf from '@tensorflow/tfjs-core';

/**
 * `x * relu6(x + 3) / 6` (Howard et al., 2019).
 *
 * Source: https://keras.io/api/layers/activations/#hard_silu-function
 *
 * @example
 * activations.hardSilu(tf.tensor([[-1, 2]]));
 */
export function hardSilu(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6)));
}
