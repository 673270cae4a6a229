import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { labelsAndPredictions } from '../losses/prepare.js';
import { checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** The axis of the values of one sample, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link ConcordanceCorrelation}. */
export interface ConcordanceCorrelationOptions extends MetricOptions, OwnOptions {}

/** How far labels and predictions agree along an axis, as Keras computes it. */
export function concordanceCorrelation(
  yTrue: TensorInput,
  yPred: TensorInput,
  { axis = -1 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('concordanceCorrelation', yTrue, yPred);
    const [meanTrue, meanPred] = [tf.mean(labels, axis, true), tf.mean(predicted, axis, true)];
    const variance = (x: tf.Tensor, mean: tf.Tensor) => tf.mean(tf.square(tf.sub(x, mean)), axis, true);
    const spread = tf.add(variance(labels, meanTrue), variance(predicted, meanPred));
    const norm = tf.add(spread, tf.squaredDifference(meanTrue, meanPred));
    const covariance = tf.mul(tf.sub(labels, meanPred), tf.sub(predicted, meanPred));
    return tf.mean(tf.div(tf.mul(2, covariance), tf.add(norm, fuzz())), axis);
  });
}

/**
 * The mean concordance correlation of labels and predictions, each sample along an axis.
 *
 * Source: https://keras.io/api/metrics/correlation_metrics/#concordancecorrelation-class
 *
 * @example
 * const metric = new metrics.ConcordanceCorrelation();
 * metric.updateState([[0, 1, 0.5]], [[0.1, 0.9, 0.3]]);
 * metric.result().numpy();
 */
export class ConcordanceCorrelation extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'up';

  constructor(given: ConcordanceCorrelationOptions = {}) {
    const { axis = -1, ...options } = checkObject('ConcordanceCorrelation', given, 'axis');
    super(concordanceCorrelation, options, { axis });
  }
}
