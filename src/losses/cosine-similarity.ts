import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { normalize } from '../backends/operations/normalize.js';
import { checkInteger, checkObject } from '../support/check.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

interface OwnOptions {
  /** The axis of the vectors, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link CosineSimilarity}. */
export interface CosineSimilarityOptions extends LossOptions, OwnOptions {}

/** Minus the cosine of the angle between labels and predictions: -1 for the same direction. */
export function cosineSimilarity(
  yTrue: TensorInput,
  yPred: TensorInput,
  { axis = -1 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('cosineSimilarity', yTrue, yPred);
    return tf.neg(tf.sum(tf.mul(normalize(labels, axis), normalize(predicted, axis)), axis));
  });
}

/**
 * Minus the cosine of the angle between labels and predictions, to bring directions together.
 *
 * Source: https://keras.io/api/losses/regression_losses/#cosinesimilarity-class
 *
 * @example
 * new losses.CosineSimilarity()([[0, 1]], [[1, 1]]);
 */
export class CosineSimilarity extends LossFunctionWrapper<OwnOptions> {
  constructor(given: CosineSimilarityOptions = {}) {
    const { axis = -1, ...options } = checkObject('CosineSimilarity', given, 'axis');
    checkInteger('CosineSimilarity', 'axis', axis);
    super(cosineSimilarity, options, { axis });
  }
}
