import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { classNumbers } from '../losses/class-numbers.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/** 1 where the most probable class is the label, a class number, else 0. */
export function sparseCategoricalAccuracy(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [given, predicted] = [toTensor(yTrue, 'int32'), toTensor(yPred)];
    const labels = classNumbers(
      'sparseCategoricalAccuracy',
      given,
      predicted,
      "metric 'categoricalAccuracy'",
    );
    return tf.cast(tf.equal(labels, tf.argMax(predicted, -1)), 'float32');
  });
}

/**
 * How often the most probable class is the label; labels are class numbers.
 *
 * Source: https://keras.io/api/metrics/accuracy_metrics/#sparsecategoricalaccuracy-class
 *
 * @example
 * const metric = new metrics.SparseCategoricalAccuracy();
 * metric.updateState([2, 1], [[0.1, 0.6, 0.3], [0.05, 0.95, 0]]);
 * metric.result().numpy(); // 0.5
 */
export class SparseCategoricalAccuracy extends MeanMetricWrapper {
  override readonly direction = 'up';

  constructor(options: MetricOptions = {}) {
    super(sparseCategoricalAccuracy, options);
  }
}
