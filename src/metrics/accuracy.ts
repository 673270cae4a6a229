import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { labelsAndPredictions } from '../losses/prepare.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/** 1 where prediction and label are equal, else 0. */
export function accuracy(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('accuracy', toTensor(yTrue), toTensor(yPred));
    return tf.cast(tf.equal(labels, predicted), 'float32');
  });
}

/**
 * How often predictions equal labels.
 *
 * In `compile`, the string 'accuracy' stands for the accuracy that fits the labels and the output: binary, categorical or
 * sparse categorical.
 *
 * Source: https://keras.io/api/metrics/accuracy_metrics/#accuracy-class
 *
 * @example
 * const metric = new metrics.Accuracy();
 * metric.updateState([1, 2, 3, 4], [0, 2, 3, 4]);
 * metric.result().numpy(); // 0.75
 */
export class Accuracy extends MeanMetricWrapper {
  override readonly direction = 'up';

  constructor(options: MetricOptions = {}) {
    super(accuracy, options);
  }
}
