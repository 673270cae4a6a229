import * as tf from '@tensorflow/tfjs-core';
import { EPSILON } from './epsilon.js';

/** Vectors along an axis at length one; zero vectors stay zero. */
export function normalize(x: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const inverse = tf.minimum(tf.rsqrt(tf.sum(tf.square(x), axis, true)), 1 / EPSILON);
    return tf.mul(x, inverse);
  });
}
