import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from './one-hot.js';

/** 1 where fewer than k classes are more probable than the label's, else 0; equal ones count for the label. */
export function inTopK(labels: tf.Tensor, predicted: tf.Tensor, k: number): tf.Tensor {
  const chosen = oneHot(labels, predicted.shape.at(-1)!);
  const score = tf.sum(tf.mul(predicted, chosen), -1, true);
  const better = tf.sum(tf.cast(tf.greater(predicted, score), 'float32'), -1);
  return tf.cast(tf.less(better, k), 'float32');
}
