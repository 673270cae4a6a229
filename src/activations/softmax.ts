import * as tf from '@tensorflow/tfjs-core';
import { alongAxes } from '../backends/operations/along-last-axis.js';
import { rememberLogits } from '../backends/operations/logits.js';

/** Options of {@link softmax}. */
export interface SoftmaxOptions {
  /** -1 by default; several are one, null all. */
  readonly axis?: number | readonly number[] | null;
}

/**
 * Probabilities along an axis: `exp(x) / sum(exp(x))`. A cross-entropy of its output is computed from `x`, without a loss of precision.
 *
 * Source: https://keras.io/api/layers/activations/#softmax-function
 *
 * @example
 * activations.softmax(tf.tensor([[-1, 2]]));
 */
export function softmax(x: tf.Tensor, { axis = -1 }: SoftmaxOptions = {}): tf.Tensor {
  return rememberLogits(
    alongAxes('softmax', x, axis, (last) => tf.softmax(last)),
    x,
  );
}
