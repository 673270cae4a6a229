import { logCosh } from '../losses/log-cosh.js';
import { checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean of the logarithm of the hyperbolic cosine of errors.
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#logcosherror-class
 *
 * @example
 * const metric = new metrics.LogCoshError();
 * metric.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * metric.result().numpy();
 */
export class LogCoshError extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    checkObject('LogCoshError', options, 'name');
    super(logCosh, { ...options, name: options.name ?? 'logcosh' });
  }
}
