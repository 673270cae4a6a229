import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';
import { signedLabels } from './signed-labels.js';

/** The mean of `max(1 - yTrue * yPred, 0)^2` over the last axis; labels 0 and 1 stand for -1 and 1. */
export function squaredHinge(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('squaredHinge', yTrue, yPred);
    return tf.mean(tf.square(tf.relu(tf.sub(1, tf.mul(signedLabels(labels), predicted)))), -1);
  });
}

/**
 * The squared hinge loss, for labels -1 and 1 (or 0 and 1).
 *
 * Source: https://keras.io/api/losses/hinge_losses/#squaredhinge-class
 *
 * @example
 * new losses.SquaredHinge()([[-1, 1]], [[0.5, 0.5]]).numpy(); // 1.25
 */
export class SquaredHinge extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(squaredHinge, options);
  }
}
