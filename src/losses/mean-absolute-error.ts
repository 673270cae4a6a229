import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** The mean of the absolute errors of each sample: `mean(|yTrue - yPred|)` over the last axis. */
export function meanAbsoluteError(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('meanAbsoluteError', yTrue, yPred);
    return tf.mean(tf.abs(tf.sub(labels, predicted)), -1);
  });
}

/**
 * The mean of absolute errors, for regression.
 *
 * Source: https://keras.io/api/losses/regression_losses/#meanabsoluteerror-class
 *
 * @example
 * new losses.MeanAbsoluteError()([[0, 1], [0, 0]], [[1, 1], [1, 0]]).numpy(); // 0.5
 */
export class MeanAbsoluteError extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(meanAbsoluteError, options);
  }
}
