import { meanAbsolutePercentageError } from '../losses/mean-absolute-percentage-error.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean of absolute errors in percent of the labels.
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#meanabsolutepercentageerror-class
 *
 * @example
 * const metric = new metrics.MeanAbsolutePercentageError();
 * metric.updateState([[2, 4]], [[1, 5]]);
 * metric.result().numpy();
 */
export class MeanAbsolutePercentageError extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(meanAbsolutePercentageError, options);
  }
}
