import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link elu}. */
export interface EluOptions {
  /** 1 by default. */
  readonly alpha?: number;
}

/**
 * `x` above 0, `alpha * (exp(x) - 1)` below (Clevert et al., 2015).
 *
 * Source: https://keras.io/api/layers/activations/#elu-function
 *
 * @example
 * activations.elu(tf.tensor([[-1, 2]]));
 */
export function elu(x: tf.Tensor, { alpha = 1 }: EluOptions = {}): tf.Tensor {
  return alpha === 1 ? tf.elu(x) : tf.tidy(() => tf.where(tf.greater(x, 0), x, tf.mul(alpha, tf.elu(x))));
}
