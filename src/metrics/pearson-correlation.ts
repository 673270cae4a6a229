import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { labelsAndPredictions } from '../losses/prepare.js';
import { checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** The axis of the values of one sample, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link PearsonCorrelation}. */
export interface PearsonCorrelationOptions extends MetricOptions, OwnOptions {}

/** The correlation of labels and predictions along an axis. */
export function pearsonCorrelation(
  yTrue: TensorInput,
  yPred: TensorInput,
  { axis = -1 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('pearsonCorrelation', yTrue, yPred);
    const [a, b] = [labels, predicted].map((x) => {
      const centred = tf.sub(x, tf.mean(x, axis, true));
      return tf.div(centred, tf.sqrt(tf.mean(tf.square(centred), axis, true)));
    });
    return tf.mean(tf.mul(a!, b!), axis);
  });
}

/**
 * The mean Pearson correlation of labels and predictions, each sample along an axis.
 *
 * Source: https://keras.io/api/metrics/correlation_metrics/#pearsoncorrelation-class
 *
 * @example
 * const metric = new metrics.PearsonCorrelation();
 * metric.updateState([[0, 1, 0.5]], [[0.1, 0.9, 0.3]]);
 * metric.result().numpy();
 */
export class PearsonCorrelation extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'up';

  constructor(given: PearsonCorrelationOptions = {}) {
    const { axis = -1, ...options } = checkObject('PearsonCorrelation', given, 'axis');
    super(pearsonCorrelation, options, { axis });
  }
}
