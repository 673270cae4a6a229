import * as tf from '@tensorflow/tfjs-core';
import { alongLastAxis } from '../backends/along-last-axis.js';

/** Options of {@link logSoftmax}. */
export interface LogSoftmaxOptions {
  /** -1 by default. */
  readonly axis?: number;
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
  return alongLastAxis('logSoftmax', x, axis, (last) => tf.logSoftmax(last));
}
