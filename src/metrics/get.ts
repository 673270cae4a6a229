import type * as tf from '@tensorflow/tfjs-core';
import { Family, type Identifier } from '../support/family.js';
import { MeanMetricWrapper, type MetricFunction } from './mean-metric-wrapper.js';
import { Metric } from './metric.js';

/** The known metrics. */
export const metricFamily = new Family<Metric>(
  'metric',
  Metric as abstract new () => Metric,
  (fn) => new MeanMetricWrapper(fn as unknown as MetricFunction),
);

/** What an option `metrics` lists. */
export type MetricId =
  | Identifier<
      | 'acc'
      | 'accuracy'
      | 'auc'
      | 'bce'
      | 'binaryAccuracy'
      | 'binaryCrossentropy'
      | 'binaryIoU'
      | 'categoricalAccuracy'
      | 'categoricalCrossentropy'
      | 'categoricalHinge'
      | 'concordanceCorrelation'
      | 'cosineSimilarity'
      | 'f1Score'
      | 'fBetaScore'
      | 'falseNegatives'
      | 'falsePositives'
      | 'hinge'
      | 'klDivergence'
      | 'logCoshError'
      | 'mae'
      | 'mape'
      | 'mean'
      | 'meanAbsoluteError'
      | 'meanAbsolutePercentageError'
      | 'meanSquaredError'
      | 'meanSquaredLogarithmicError'
      | 'mse'
      | 'msle'
      | 'pearsonCorrelation'
      | 'poisson'
      | 'precision'
      | 'r2Score'
      | 'recall'
      | 'rootMeanSquaredError'
      | 'sparseCategoricalAccuracy'
      | 'sparseCategoricalCrossentropy'
      | 'sparseTopKCategoricalAccuracy'
      | 'squaredHinge'
      | 'sum'
      | 'topKCategoricalAccuracy'
      | 'trueNegatives'
      | 'truePositives',
      Metric
    >
  // Of two arguments: what a function takes besides is its own.
  | ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor);

/**
 * The metric for a name, a saved configuration, a class, a function of labels and predictions (its mean), or an instance.
 * 'accuracy' gives plain {@link Accuracy} here; `compile` picks the one that fits.
 *
 * @example
 * metrics.get('binaryAccuracy').name; // 'binary_accuracy'
 */
export function get(identifier: MetricId): Metric {
  return metricFamily.get(identifier);
}

/** Makes a metric known to `metrics.get`, `compile` and loaded files; the same name again replaces it. */
export function registerMetric<T extends new (options: never) => Metric>(type: T): T {
  return metricFamily.register(type);
}
