import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** The mean of `yPred - yTrue * log(yPred)` over the last axis. */
export function poisson(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('poisson', yTrue, yPred);
    return tf.mean(tf.sub(predicted, tf.mul(labels, tf.log(tf.add(predicted, fuzz())))), -1);
  });
}

/**
 * The Poisson loss, for counts.
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#poisson-class
 *
 * @example
 * new losses.Poisson()([[0, 3]], [[0.5, 2]]);
 */
export class Poisson extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(poisson, options);
  }
}
