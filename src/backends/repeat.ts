import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../support/shape.js';

/** Each element `times` times along an axis: [a, b] gives [a, a, b, b]. Has a gradient for every rank, unlike tf.tile. */
export function repeat(x: tf.Tensor, times: number, axis: number): tf.Tensor {
  return tf.tidy(() => {
    const rows = tf.reshape(x, [sizeOf(x.shape.slice(0, axis + 1)), 1, sizeOf(x.shape.slice(axis + 1))]);
    const repeated = tf.mul(rows, tf.ones([1, times, 1], x.dtype as 'float32'));
    return tf.reshape(
      repeated,
      x.shape.map((size, i) => (i === axis ? size * times : size)),
    );
  });
}
