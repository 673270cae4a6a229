import { categoricalCrossentropy } from '../losses/categorical-crossentropy.js';
import { checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** True: predictions are logits. */
  readonly fromLogits?: boolean;
  /** In [0, 1]; 0 by default. */
  readonly labelSmoothing?: number;
  /** The axis of the classes, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link CategoricalCrossentropy}. */
export interface CategoricalCrossentropyOptions extends MetricOptions, OwnOptions {}

/**
 * The mean cross-entropy of one-hot labels.
 *
 * Source: https://keras.io/api/metrics/probabilistic_metrics/#categoricalcrossentropy-class
 *
 * @example
 * const metric = new metrics.CategoricalCrossentropy();
 * metric.updateState([[0, 1], [1, 0]], [[0.2, 0.8], [0.6, 0.4]]);
 * metric.result().numpy();
 */
export class CategoricalCrossentropy extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'down';

  constructor(given: CategoricalCrossentropyOptions = {}) {
    const {
      fromLogits = false,
      labelSmoothing = 0,
      axis = -1,
      ...options
    } = checkObject('CategoricalCrossentropy', given, 'fromLogits');
    super(categoricalCrossentropy, options, { fromLogits, labelSmoothing, axis });
  }
}
