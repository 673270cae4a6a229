import * as tf from '@tensorflow/tfjs-core';

/**
 * Scaled so that activations keep mean 0 and variance 1 (Klambauer et al., 2017).
 *
 * Source: https://keras.io/api/layers/activations/#selu-function
 *
 * @example
 * activations.selu(tf.tensor([[-1, 2]]));
 */
export function selu(x: tf.Tensor): tf.Tensor {
  return tf.selu(x);
}
