import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** The mean of `log(cosh(yPred - yTrue))` over the last axis. */
export function logCosh(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('logCosh', yTrue, yPred);
    const error = tf.sub(predicted, labels);
    const values = tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2);
    return tf.mean(values, -1);
  });
}

/**
 * The logarithm of the hyperbolic cosine of the error: as squared errors when small, as absolute errors when large.
 *
 * Source: https://keras.io/api/losses/regression_losses/#logcosh-class
 *
 * @example
 * new losses.LogCosh()([[0, 1]], [[1, 1]]);
 */
export class LogCosh extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(logCosh, options);
  }
}
