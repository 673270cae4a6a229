import * as tf from '@tensorflow/tfjs-core';

/** Labels -1 and 1 for labels that are all 0 or 1; others stay as they are. */
export function signedLabels(labels: tf.Tensor): tf.Tensor {
  const binary = tf.all(tf.logicalOr(tf.equal(labels, 0), tf.equal(labels, 1)));
  return tf.where(binary, tf.sub(tf.mul(2, labels), 1), labels);
}
