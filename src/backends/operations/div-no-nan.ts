import * as tf from '@tensorflow/tfjs-core';

/** `a / b`, 0 where `b` is 0; tfjs's `divNoNan` has gradients of NaN there, this one of 0. */
export function divNoNan(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const isZero = tf.equal(b, 0);
    const found = tf.div(a, tf.where(isZero, tf.onesLike(b), b));
    return tf.where(isZero, tf.zerosLike(found), found);
  });
}
