import * as tf from '@tensorflow/tfjs-core';

/** tfjs's reductions, whose own types do not tell that without an axis one number is left. */
interface Reduction {
  (x: tf.Tensor | tf.TensorLike): tf.Scalar;
  <T extends tf.Tensor>(x: tf.Tensor | tf.TensorLike, axis?: number | number[], keepDims?: boolean): T;
}

export const logSumExp: Reduction = tf.logSumExp;
export const max: Reduction = tf.max;
export const mean: Reduction = tf.mean;
export const min: Reduction = tf.min;
export const prod: Reduction = tf.prod;
export const sum: Reduction = tf.sum;
