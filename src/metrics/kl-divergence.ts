import { klDivergence } from '../losses/kl-divergence.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean Kullback-Leibler divergence of two distributions.
 *
 * Source: https://keras.io/api/metrics/probabilistic_metrics/#kldivergence-class
 *
 * @example
 * const metric = new metrics.KLDivergence();
 * metric.updateState([[0, 1], [1, 0]], [[0.2, 0.8], [0.6, 0.4]]);
 * metric.result().numpy();
 */
export class KLDivergence extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(klDivergence, options);
  }
}
