import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { normalize } from '../backends/operations/normalize.js';
import { labelsAndPredictions } from '../losses/prepare.js';
import { checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** The axis of the values of one sample, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link CosineSimilarity}. */
export interface CosineSimilarityOptions extends MetricOptions, OwnOptions {}

/** The cosine of the angle between labels and predictions. */
export function cosineSimilarity(
  yTrue: TensorInput,
  yPred: TensorInput,
  { axis = -1 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('cosineSimilarity', yTrue, yPred);
    return tf.sum(tf.mul(normalize(labels, axis), normalize(predicted, axis)), axis);
  });
}

/**
 * The mean cosine of the angle between labels and predictions: 1 for the same direction (the loss of this name is its negative).
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#cosinesimilarity-class
 *
 * @example
 * const metric = new metrics.CosineSimilarity();
 * metric.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * metric.result().numpy();
 */
export class CosineSimilarity extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'up';

  constructor(given: CosineSimilarityOptions = {}) {
    const { axis = -1, ...options } = checkObject('CosineSimilarity', given, 'axis');
    super(cosineSimilarity, options, { axis });
  }
}
