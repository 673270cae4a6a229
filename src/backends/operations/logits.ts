import type * as tf from '@tensorflow/tfjs-core';

/** What softmax or sigmoid was computed from, as Keras's `_keras_logits`. */
const origins = new WeakMap<tf.Tensor, tf.Tensor>();

/** Notes that `output` is the softmax or sigmoid of `logits`; gives `output`. */
export function rememberLogits<T extends tf.Tensor>(output: T, logits: tf.Tensor): T {
  origins.set(output, logits);
  return output;
}

/**
 * The logits of a softmax or sigmoid output, if they are still there. Cross-entropy is computed from them, as in
 * Keras: it is exact where a probability has already become 0 or 1.
 */
export function logitsOf(output: tf.Tensor): tf.Tensor | undefined {
  const logits = origins.get(output);
  return logits === undefined || logits.isDisposed ? undefined : logits;
}
