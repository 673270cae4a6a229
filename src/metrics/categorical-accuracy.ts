import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { checkSameShape } from '../losses/same-rank.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/** 1 where the most probable class is the label's, else 0; labels are one-hot. */
export function categoricalAccuracy(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = [toTensor(yTrue), toTensor(yPred)];
    checkSameShape(
      'categoricalAccuracy',
      labels,
      predicted,
      "metric 'sparseCategoricalAccuracy' for class numbers, or 'accuracy', which looks at the labels",
    );
    return tf.cast(tf.equal(tf.argMax(labels, -1), tf.argMax(predicted, -1)), 'float32');
  });
}

/**
 * How often the most probable class is the label's; labels are one-hot.
 *
 * Source: https://keras.io/api/metrics/accuracy_metrics/#categoricalaccuracy-class
 *
 * @example
 * const metric = new metrics.CategoricalAccuracy();
 * metric.updateState([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]]);
 * metric.result().numpy(); // 0.5
 */
export class CategoricalAccuracy extends MeanMetricWrapper {
  override readonly direction = 'up';

  constructor(options: MetricOptions = {}) {
    super(categoricalAccuracy, options);
  }
}
