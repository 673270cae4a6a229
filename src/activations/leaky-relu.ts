import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link leakyRelu}. */
export interface LeakyReluOptions {
  /** 0.2 by default. */
  readonly negativeSlope?: number;
}

/**
 * `x` above 0, `negativeSlope * x` below.
 *
 * Source: https://keras.io/api/layers/activations/#leaky_relu-function
 *
 * @example
 * activations.leakyRelu(tf.tensor([[-1, 2]]));
 */
export function leakyRelu(x: tf.Tensor, { negativeSlope = 0.2 }: LeakyReluOptions = {}): tf.Tensor {
  return tf.leakyRelu(x, negativeSlope);
}
