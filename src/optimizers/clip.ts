import * as tf from '@tensorflow/tfjs-core';
import { changeOccurrences, overOccurrences } from '../backends/operations/occurrences.js';

/** How gradients are kept small before they are applied; at most one of the three is set. */
export interface Clipping {
  readonly clipnorm: number | null;
  readonly clipvalue: number | null;
  readonly globalClipnorm: number | null;
}

/** The clipped gradients. Those of embeddings count each use of an index apart, as Keras's do. */
export function clipGradients(
  gradients: tf.Tensor[],
  { clipnorm, clipvalue, globalClipnorm }: Clipping,
): tf.Tensor[] {
  if (clipnorm) return gradients.map((gradient) => byNorm(gradient, clipnorm));
  if (globalClipnorm) return byGlobalNorm(gradients, globalClipnorm);
  if (clipvalue) {
    const clip = (values: tf.Tensor) => tf.clipByValue(values, -clipvalue, clipvalue);
    return gradients.map((gradient) => changeOccurrences(gradient, clip));
  }
  return gradients;
}

function byNorm(gradient: tf.Tensor, limit: number): tf.Tensor {
  const norm = tf.sqrt(sumOfSquares(gradient));
  return changeOccurrences(gradient, (values) => tf.div(tf.mul(values, limit), tf.maximum(norm, limit)));
}

function byGlobalNorm(gradients: tf.Tensor[], limit: number): tf.Tensor[] {
  const norm = tf.sqrt(tf.addN(gradients.map(sumOfSquares)));
  const finite = tf.mul(limit, tf.minimum(tf.div(1, norm), 1 / limit));
  // A norm that is not finite makes every gradient NaN, as in Keras.
  const scale = tf.add(finite, tf.sub(norm, norm));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}

function sumOfSquares(gradient: tf.Tensor): tf.Tensor {
  return tf.sum(overOccurrences(gradient, tf.square));
}
