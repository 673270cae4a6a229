import { meanSquaredError } from '../losses/mean-squared-error.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean of squared errors.
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#meansquarederror-class
 *
 * @example
 * const metric = new metrics.MeanSquaredError();
 * metric.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * metric.result().numpy();
 */
export class MeanSquaredError extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(meanSquaredError, options);
  }
}
