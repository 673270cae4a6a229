import * as tf from '@tensorflow/tfjs-core';

/**
 * 0 up to -1, `(x + 1) / 2` up to 1, then 1.
 *
 * Source: https://keras.io/api/layers/activations/#sparse_sigmoid-function
 *
 * @example
 * activations.sparseSigmoid(tf.tensor([[-1, 2]]));
 */
export function sparseSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() =>
    tf.where(
      tf.lessEqual(x, -1),
      tf.zerosLike(x),
      tf.where(tf.greaterEqual(x, 1), tf.onesLike(x), tf.mul(0.5, tf.add(x, 1))),
    ),
  );
}
