import { categoricalHinge } from '../losses/categorical-hinge.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean categorical hinge loss, for one-hot labels.
 *
 * Source: https://keras.io/api/metrics/hinge_metrics/#categoricalhinge-class
 *
 * @example
 * const metric = new metrics.CategoricalHinge();
 * metric.updateState([[0, 1], [1, 0]], [[0.2, 0.8], [0.6, 0.4]]);
 * metric.result().numpy();
 */
export class CategoricalHinge extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(categoricalHinge, options);
  }
}
