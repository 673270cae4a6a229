import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { labelsAndPredictions } from '../losses/prepare.js';
import { checkFinite, checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** Predictions above it count as 1; 0.5 by default. */
  readonly threshold?: number;
}

/** Options of {@link BinaryAccuracy}. */
export interface BinaryAccuracyOptions extends MetricOptions, OwnOptions {}

/** 1 where the prediction lies on the label's side of the threshold, else 0. */
export function binaryAccuracy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { threshold = 0.5 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('binaryAccuracy', yTrue, yPred);
    return tf.cast(tf.equal(labels, tf.cast(tf.greater(predicted, threshold), 'float32')), 'float32');
  });
}

/**
 * How often predictions lie on the side of the threshold of labels 0 or 1.
 *
 * Source: https://keras.io/api/metrics/accuracy_metrics/#binaryaccuracy-class
 *
 * @example
 * const metric = new metrics.BinaryAccuracy();
 * metric.updateState([[1], [1], [0], [0]], [[0.98], [1], [0], [0.6]]);
 * metric.result().numpy(); // 0.75
 */
export class BinaryAccuracy extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'up';

  constructor(given: BinaryAccuracyOptions = {}) {
    const { threshold = 0.5, ...options } = checkObject('BinaryAccuracy', given, 'threshold');
    checkFinite('BinaryAccuracy', 'threshold', threshold);
    super(binaryAccuracy, options, { threshold });
  }
}
