import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../gradients/with-gradient.js';
import { runFused } from './fused.js';

/**
 * Cross-entropy of labels and the softmax of logits over the last axis, without a loss of precision. Its gradient is
 * `softmax - labels`, as TensorFlow's, also for labels that do not sum to one.
 */
export function softmaxCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  const alike = labels.dtype === 'float32' && tf.util.arraysEqual(labels.shape, logits.shape);
  const fused = alike ? runFused('CellgradCrossEntropy', { labels, logits }) : undefined;
  if (fused !== undefined) return fused[0]!;
  return withGradient([labels, logits], {
    forward(save) {
      save([labels, logits]);
      return tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), -1));
    },
    // From the logits, not from what was computed above: a second gradient depends on them.
    gradient(dy, [target, x]) {
      const scale = tf.expandDims(dy, -1);
      return [tf.mul(scale, tf.neg(tf.logSoftmax(x!))), tf.mul(scale, tf.sub(tf.softmax(x!), target!))];
    },
  });
}

/** Cross-entropy of labels and the sigmoid of logits, element by element, without a loss of precision. */
export function sigmoidCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return withGradient([labels, logits], {
    forward(save) {
      save([labels, logits]);
      const rest = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
      return tf.add(tf.sub(tf.relu(logits), tf.mul(logits, labels)), rest);
    },
    gradient: (dy, [target, x]) => [tf.mul(dy, tf.neg(x!)), tf.mul(dy, tf.sub(tf.sigmoid(x!), target!))],
  });
}
