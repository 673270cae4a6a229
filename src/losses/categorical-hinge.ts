import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** `max(neg - pos + 1, 0)`: pos the prediction of the label's class, neg the largest other one. */
export function categoricalHinge(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('categoricalHinge', yTrue, yPred);
    const positive = tf.sum(tf.mul(labels, predicted), -1);
    const negative = tf.max(tf.mul(tf.sub(1, labels), predicted), -1);
    // At the limit itself there is a slope, which tf.relu has not.
    return tf.maximum(tf.add(tf.sub(negative, positive), 1), 0);
  });
}

/**
 * The hinge loss for one-hot labels.
 *
 * Source: https://keras.io/api/losses/hinge_losses/#categoricalhinge-class
 *
 * @example
 * new losses.CategoricalHinge()([[0, 1]], [[0.6, 0.4]]);
 */
export class CategoricalHinge extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(categoricalHinge, options);
  }
}
