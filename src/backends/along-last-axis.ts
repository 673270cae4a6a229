import * as tf from '@tensorflow/tfjs-core';
import { positiveAxis } from '../support/shape.js';

/** Applies what works along the last axis along another one. */
export function alongLastAxis(
  where: string,
  x: tf.Tensor,
  axis: number,
  apply: (x: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const index = positiveAxis(where, axis, x.rank);
  if (index === x.rank - 1) return apply(x);
  const order = x.shape.map((_, i) => i);
  [order[index], order[x.rank - 1]] = [x.rank - 1, index];
  return tf.tidy(() => tf.transpose(apply(tf.transpose(x, order)), order));
}
