import * as tf from '@tensorflow/tfjs-core';

/**
 * 0 up to -1, `(x + 1)^2 / 4` up to 1, then `x`.
 *
 * Source: https://keras.io/api/layers/activations/#sparse_plus-function
 *
 * @example
 * activations.sparsePlus(tf.tensor([[-1, 2]]));
 */
export function sparsePlus(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const middle = tf.mul(0.25, tf.square(tf.add(x, 1)));
    return tf.where(tf.lessEqual(x, -1), tf.zerosLike(x), tf.where(tf.less(x, 1), middle, x));
  });
}
