import * as tf from '@tensorflow/tfjs-core';

/**
 * `min(max(x, 0), 6)`.
 *
 * Source: https://keras.io/api/layers/activations/#relu6-function
 *
 * @example
 * activations.relu6(tf.tensor([[-1, 2]]));
 */
export function relu6(x: tf.Tensor): tf.Tensor {
  return tf.relu6(x);
}
