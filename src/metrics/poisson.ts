import { poisson } from '../losses/poisson.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean Poisson loss, for counts.
 *
 * Source: https://keras.io/api/metrics/probabilistic_metrics/#poisson-class
 *
 * @example
 * const metric = new metrics.Poisson();
 * metric.updateState([[0, 3]], [[0.5, 2]]);
 * metric.result().numpy();
 */
export class Poisson extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(poisson, options);
  }
}
