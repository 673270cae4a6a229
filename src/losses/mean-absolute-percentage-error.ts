import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** 100 times the mean of the absolute errors relative to the labels, over the last axis. */
export function meanAbsolutePercentageError(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('meanAbsolutePercentageError', yTrue, yPred);
    const relative = tf.div(tf.sub(labels, predicted), tf.maximum(tf.abs(labels), fuzz()));
    return tf.mul(100, tf.mean(tf.abs(relative), -1));
  });
}

/**
 * The mean of absolute errors in percent of the labels, for regression.
 *
 * Source: https://keras.io/api/losses/regression_losses/#meanabsolutepercentageerror-class
 *
 * @example
 * new losses.MeanAbsolutePercentageError()([[2, 4]], [[1, 5]]).numpy(); // 37.5
 */
export class MeanAbsolutePercentageError extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(meanAbsolutePercentageError, options);
  }
}
