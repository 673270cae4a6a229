import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { labelsAndPredictions } from '../losses/prepare.js';
import { MeanState } from './mean.js';
import type { MetricOptions } from './metric.js';

/**
 * The root of the mean of squared errors.
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#rootmeansquarederror-class
 *
 * @example
 * const metric = new metrics.RootMeanSquaredError();
 * metric.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * metric.result().numpy(); // 0.5
 */
export class RootMeanSquaredError extends MeanState {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(options, [], 'root_mean_squared_error');
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const [labels, predicted] = labelsAndPredictions('RootMeanSquaredError', yTrue, yPred);
      const weights = sampleWeight == null ? null : toTensor(sampleWeight);
      this.accumulate(tf.squaredDifference(labels, predicted), weights);
    });
  }

  override result(): tf.Scalar {
    return tf.tidy(() => tf.sqrt(super.result()));
  }
}
