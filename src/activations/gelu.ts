import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link gelu}. */
export interface GeluOptions {
  /** True: by tanh, faster and less exact. */
  readonly approximate?: boolean;
}

/**
 * `x` times the probability that a standard normal value lies below it (Hendrycks and Gimpel, 2016).
 *
 * Source: https://keras.io/api/layers/activations/#gelu-function
 *
 * @example
 * activations.gelu(tf.tensor([[-1, 2]]));
 */
export function gelu(x: tf.Tensor, { approximate = false }: GeluOptions = {}): tf.Tensor {
  return tf.tidy(() => {
    if (!approximate) return tf.mul(tf.mul(0.5, x), tf.add(1, tf.erf(tf.div(x, Math.SQRT2))));
    const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(x, tf.square(x)))));
    return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(inner)));
  });
}
