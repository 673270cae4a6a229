import * as tf from '@tensorflow/tfjs-core';

/** How gradients are kept small before they are applied; at most one of the three is set. */
export interface Clipping {
  readonly clipnorm: number | null;
  readonly clipvalue: number | null;
  readonly globalClipnorm: number | null;
}

/** The clipped gradients. */
export function clipGradients(
  gradients: tf.Tensor[],
  { clipnorm, clipvalue, globalClipnorm }: Clipping,
): tf.Tensor[] {
  if (clipnorm) return gradients.map((gradient) => byNorm(gradient, clipnorm));
  if (globalClipnorm) return byGlobalNorm(gradients, globalClipnorm);
  if (clipvalue) return gradients.map((gradient) => tf.clipByValue(gradient, -clipvalue, clipvalue));
  return gradients;
}

function byNorm(gradient: tf.Tensor, limit: number): tf.Tensor {
  const norm = tf.sqrt(tf.sum(tf.square(gradient)));
  return tf.div(tf.mul(gradient, limit), tf.maximum(norm, limit));
}

function byGlobalNorm(gradients: tf.Tensor[], limit: number): tf.Tensor[] {
  const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
  const finite = tf.mul(limit, tf.minimum(tf.div(1, norm), 1 / limit));
  // A norm that is not finite makes every gradient NaN, as in Keras.
  const scale = tf.add(finite, tf.sub(norm, norm));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}
