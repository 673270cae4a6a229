import * as tf from '@tensorflow/tfjs-core';
import { alongAxes } from '../backends/operations/along-last-axis.js';

/** Options of {@link logSoftmax}. */
export interface LogSoftmaxOptions {
  /** -1 by default; several are one, null all. */
  readonly axis?: number | readonly number[] | null;
}

/**
 * The logarithm of softmax.
 *
 * Source: https://keras.io/api/layers/activations/#log_softmax-function
 *
 * @example
 * activations.logSoftmax(tf.tensor([[-1, 2]]));
 */
export function logSoftmax(x: tf.Tensor, { axis = -1 }: LogSoftmaxOptions = {}): tf.Tensor {
  return alongAxes('logSoftmax', x, axis, (last) => tf.logSoftmax(last));
}
