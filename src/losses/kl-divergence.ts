import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

/** Kullback-Leibler divergence: the sum of `yTrue * log(yTrue / yPred)` over the last axis. */
export function klDivergence(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('klDivergence', yTrue, yPred);
    const [p, q] = [tf.clipByValue(labels, fuzz(), 1), tf.clipByValue(predicted, fuzz(), 1)];
    return tf.sum(tf.mul(p, tf.log(tf.div(p, q))), -1);
  });
}

/**
 * Kullback-Leibler divergence of two distributions.
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#kldivergence-class
 *
 * @example
 * new losses.KLDivergence()([[0.2, 0.8]], [[0.5, 0.5]]);
 */
export class KLDivergence extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(klDivergence, options);
  }
}
