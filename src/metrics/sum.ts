import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { Metric, type MetricOptions } from './metric.js';
import { toSamplewise } from './samplewise.js';

/**
 * The weighted sum of values.
 *
 * Source: https://keras.io/api/metrics/reduction_metrics/#sum-class
 *
 * @example
 * const sum = new metrics.Sum();
 * sum.updateState([1, 3, 5, 7]);
 * sum.result().numpy(); // 16
 */
export class Sum extends Metric {
  private readonly total = this.addVariable({ name: 'total' });

  constructor(options: MetricOptions = {}) {
    super(options, [], 'sum');
  }

  override updateState(values: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const weights = sampleWeight == null ? null : toTensor(sampleWeight);
      this.total.assignAdd(tf.sum(toSamplewise(toTensor(values), weights, tf.sum).values));
    });
  }

  override result(): tf.Scalar {
    return tf.reshape<tf.Rank.R0>(this.total, []);
  }
}
