import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from './one-hot.js';

/**
 * 1 where fewer than k classes are more probable than the label's, else 0; equal ones count for the label. Of labels that are
 * no class, and in rows with values that are not finite, nothing can be said: 0, as in TensorFlow.
 */
export function inTopK(labels: tf.Tensor, predicted: tf.Tensor, k: number): tf.Tensor {
  const chosen = oneHot(labels, predicted.shape.at(-1)!);
  const score = tf.sum(tf.mul(predicted, chosen), -1, true);
  const better = tf.sum(tf.cast(tf.greater(predicted, score), 'float32'), -1);
  const isKnown = tf.logicalAnd(tf.all(tf.isFinite(predicted), -1), tf.any(tf.cast(chosen, 'bool'), -1));
  return tf.cast(tf.logicalAnd(tf.less(better, k), isKnown), 'float32');
}
