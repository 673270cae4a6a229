import * as tf from '@tensorflow/tfjs-core';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';

/** Keras counts the axis of a norm in one or several numbers. */
export type NormAxis = number | readonly number[];

/** Scales vectors so that their norms become `desired(norms)`. */
export function scaleToNorm(
  w: tf.Tensor,
  axis: NormAxis,
  desired: (norms: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  return tf.tidy(() => {
    const norms = tf.sqrt(tf.sum(tf.square(w), axis as number | number[], true));
    return tf.mul(w, tf.div(desired(norms), tf.add(fuzz(), norms)));
  });
}
