import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { Metric, type MetricOptions } from './metric.js';
import { toSamplewise } from './samplewise.js';

/** What metrics that are a weighted mean have in common: the sum so far and the weight so far. */
export abstract class MeanState extends Metric {
  readonly total = this.addVariable({ name: 'total' });
  readonly count = this.addVariable({ name: 'count' });

  /** Adds a batch of values. */
  protected accumulate(values: tf.Tensor, sampleWeight: tf.Tensor | null): void {
    const samples = toSamplewise(values, sampleWeight, tf.mean);
    this.total.assignAdd(tf.sum(samples.values));
    this.count.assignAdd(samples.weights === null ? (samples.values.shape[0] ?? 1) : tf.sum(samples.weights));
  }

  override result(): tf.Scalar {
    return tf.divNoNan(this.total, this.count);
  }
}

/**
 * The weighted mean of values.
 *
 * Source: https://keras.io/api/metrics/reduction_metrics/#mean-class
 *
 * @example
 * const mean = new metrics.Mean();
 * mean.updateState([1, 3, 5, 7]);
 * mean.result().numpy(); // 4
 */
export class Mean extends MeanState {
  constructor(options: MetricOptions = {}) {
    super(options, [], 'mean');
  }

  override updateState(values: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => this.accumulate(toTensor(values), sampleWeight == null ? null : toTensor(sampleWeight)));
  }
}
