import * as tf from '@tensorflow/tfjs-core';

/**
 * `x - tanh(x)`.
 *
 * Source: https://keras.io/api/layers/activations/#tanh_shrink-function
 *
 * @example
 * activations.tanhShrink(tf.tensor([[-1, 2]]));
 */
export function tanhShrink(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.sub(x, tf.tanh(x)));
}
