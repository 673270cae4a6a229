import { meanAbsoluteError } from '../losses/mean-absolute-error.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean of absolute errors.
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#meanabsoluteerror-class
 *
 * @example
 * const metric = new metrics.MeanAbsoluteError();
 * metric.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * metric.result().numpy();
 */
export class MeanAbsoluteError extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(meanAbsoluteError, options);
  }
}
