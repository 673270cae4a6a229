import { squaredHinge } from '../losses/squared-hinge.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

/**
 * The mean squared hinge loss, for labels -1 and 1 (or 0 and 1).
 *
 * Source: https://keras.io/api/metrics/hinge_metrics/#squaredhinge-class
 *
 * @example
 * const metric = new metrics.SquaredHinge();
 * metric.updateState([[0, 1]], [[0.6, 0.4]]);
 * metric.result().numpy();
 */
export class SquaredHinge extends MeanMetricWrapper {
  override readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(squaredHinge, options);
  }
}
