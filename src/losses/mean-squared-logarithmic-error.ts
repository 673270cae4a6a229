import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** The mean of `(log(yTrue + 1) - log(yPred + 1))^2` over the last axis. */
export function meanSquaredLogarithmicError(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('meanSquaredLogarithmicError', yTrue, yPred);
    const logs = [predicted, labels].map((x) => tf.log(tf.add(tf.maximum(x, fuzz()), 1)));
    return tf.mean(tf.squaredDifference(logs[0]!, logs[1]!), -1);
  });
}

/**
 * The mean of squared errors of logarithms, for regression of quantities of any size.
 *
 * Source: https://keras.io/api/losses/regression_losses/#meansquaredlogarithmicerror-class
 *
 * @example
 * new losses.MeanSquaredLogarithmicError()([[0, 1]], [[1, 1]]);
 */
export class MeanSquaredLogarithmicError extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(meanSquaredLogarithmicError, options);
  }
}
