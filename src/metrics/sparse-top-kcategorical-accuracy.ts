import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { inTopK } from '../backends/operations/in-top-k.js';
import { classNumbers } from '../losses/class-numbers.js';
import { checkObject, checkPositiveInteger } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** How many of the most probable classes count, 5 by default. */
  readonly k?: number;
  /** True: predictions are class numbers, the most probable first. */
  readonly fromSortedIds?: boolean;
}

/** Options of {@link SparseTopKCategoricalAccuracy}. */
export interface SparseTopKCategoricalAccuracyOptions extends MetricOptions, OwnOptions {}

/** 1 where the label, a class number, is among the k most probable classes, else 0. */
export function sparseTopKCategoricalAccuracy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { k = 5, fromSortedIds = false }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const predicted = toTensor(yPred);
    const given = toTensor(yTrue, fromSortedIds ? 'float32' : 'int32');
    if (!fromSortedIds) {
      const where = 'sparseTopKCategoricalAccuracy';
      return inTopK(classNumbers(where, given, predicted, "metric 'topKCategoricalAccuracy'"), predicted, k);
    }
    const labels = tf.reshape(given, [-1, 1]);
    const best = tf.slice(predicted, [0, 0], [-1, Math.min(k, predicted.shape.at(-1)!)]);
    return tf.cast(tf.any(tf.equal(labels, best), 1), 'float32');
  });
}

/**
 * How often the label, a class number, is among the k most probable classes.
 *
 * Source: https://keras.io/api/metrics/accuracy_metrics/#sparsetopkcategoricalaccuracy-class
 *
 * @example
 * const metric = new metrics.SparseTopKCategoricalAccuracy();
 * metric.updateState([2], [[0.1, 0.9, 0.8]]);
 * metric.result().numpy();
 */
export class SparseTopKCategoricalAccuracy extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'up';

  constructor(given: SparseTopKCategoricalAccuracyOptions = {}) {
    const {
      k = 5,
      fromSortedIds = false,
      ...options
    } = checkObject('SparseTopKCategoricalAccuracy', given, 'k');
    checkPositiveInteger('SparseTopKCategoricalAccuracy', 'k', k);
    super(sparseTopKCategoricalAccuracy, options, { k, fromSortedIds });
  }
}
