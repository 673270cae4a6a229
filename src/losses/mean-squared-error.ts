import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** The mean of the squared errors of each sample: `mean((yTrue - yPred)^2)` over the last axis. */
export function meanSquaredError(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('meanSquaredError', yTrue, yPred);
    return tf.mean(tf.squaredDifference(labels, predicted), -1);
  });
}

/**
 * The mean of squared errors, for regression.
 *
 * Source: https://keras.io/api/losses/regression_losses/#meansquarederror-class
 *
 * @example
 * new losses.MeanSquaredError()([[0, 1], [0, 0]], [[1, 1], [1, 0]]).numpy(); // 0.5
 */
export class MeanSquaredError extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(meanSquaredError, options);
  }
}
