import * as tf from '@tensorflow/tfjs-core';

/** Options of {@link threshold}. */
export interface ThresholdOptions {
  /** Values above it stay. */
  readonly threshold: number;
  /** What the others become. */
  readonly defaultValue: number;
}

/**
 * `x` above the threshold, else the default value.
 *
 * Source: https://keras.io/api/layers/activations/#threshold-function
 *
 * @example
 * activations.threshold(tf.tensor([[-1, 2]]), { threshold: 0, defaultValue: -1 });
 */
export function threshold(x: tf.Tensor, { threshold, defaultValue }: ThresholdOptions): tf.Tensor {
  return tf.tidy(() => tf.where(tf.greater(x, threshold), x, tf.fill(x.shape, defaultValue)));
}
