import * as tf from '@tensorflow/tfjs-core';
import { epsilon as fuzz } from './epsilon.js';

/** Vectors along an axis, or over several, at length one; zero vectors stay zero. */
export function normalize(x: tf.Tensor, axis: number | number[] = -1, epsilon = fuzz()): tf.Tensor {
  return tf.tidy(() => {
    const inverse = tf.minimum(tf.rsqrt(tf.sum(tf.square(x), axis, true)), 1 / epsilon);
    return tf.mul(x, inverse);
  });
}
