import { meanSquaredLogarithmicError } from '../losses/mean-squared-logarithmic-error.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean of squared errors of logarithms.
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#meansquaredlogarithmicerror-class
 *
 * @example
 * const metric = new metrics.MeanSquaredLogarithmicError();
 * metric.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * metric.result().numpy();
 */
export class MeanSquaredLogarithmicError extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(meanSquaredLogarithmicError, options);
  }
}
