import * as tf from '@tensorflow/tfjs-core';

/**
 * `x * sigmoid(x)`, also called swish (Ramachandran et al., 2017).
 *
 * Source: https://keras.io/api/layers/activations/#silu-function
 *
 * @example
 * activations.silu(tf.tensor([[-1, 2]]));
 */
export function silu(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(x, tf.sigmoid(x)));
}
