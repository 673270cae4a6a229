import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { inTopK } from '../backends/operations/in-top-k.js';
import { checkSameShape } from '../losses/same-rank.js';
import { checkObject, checkPositiveInteger } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** How many of the most probable classes count, 5 by default. */
  readonly k?: number;
}

/** Options of {@link TopKCategoricalAccuracy}. */
export interface TopKCategoricalAccuracyOptions extends MetricOptions, OwnOptions {}

/** 1 where the class of the one-hot label is among the k most probable ones, else 0. */
export function topKCategoricalAccuracy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { k = 5 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = [toTensor(yTrue), toTensor(yPred)];
    checkSameShape('topKCategoricalAccuracy', labels, predicted, "metric 'sparseTopKCategoricalAccuracy'");
    return inTopK(tf.argMax(labels, -1), predicted, k);
  });
}

/**
 * How often the class of the one-hot label is among the k most probable ones.
 *
 * Source: https://keras.io/api/metrics/accuracy_metrics/#topkcategoricalaccuracy-class
 *
 * @example
 * const metric = new metrics.TopKCategoricalAccuracy();
 * metric.updateState([[0, 0, 1]], [[0.1, 0.9, 0.8]]);
 * metric.result().numpy();
 */
export class TopKCategoricalAccuracy extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'up';

  constructor(given: TopKCategoricalAccuracyOptions = {}) {
    const { k = 5, ...options } = checkObject('TopKCategoricalAccuracy', given, 'k');
    checkPositiveInteger('TopKCategoricalAccuracy', 'k', k);
    super(topKCategoricalAccuracy, options, { k });
  }
}
