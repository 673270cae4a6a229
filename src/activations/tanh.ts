import * as tf from '@tensorflow/tfjs-core';

/**
 * The hyperbolic tangent.
 *
 * Source: https://keras.io/api/layers/activations/#tanh-function
 *
 * @example
 * activations.tanh(tf.tensor([[-1, 2]]));
 */
export function tanh(x: tf.Tensor): tf.Tensor {
  return tf.tanh(x);
}
