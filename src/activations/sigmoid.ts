import * as tf from '@tensorflow/tfjs-core';
import { rememberLogits } from '../backends/operations/logits.js';

/**
 * `1 / (1 + exp(-x))`. A cross-entropy of its output is computed from `x`, without a loss of precision.
 *
 * Source: https://keras.io/api/layers/activations/#sigmoid-function
 *
 * @example
 * activations.sigmoid(tf.tensor([[-1, 2]]));
 */
export function sigmoid(x: tf.Tensor): tf.Tensor {
  return rememberLogits(tf.sigmoid(x), x);
}
