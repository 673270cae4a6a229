import { sparseCategoricalCrossentropy } from '../losses/sparse-categorical-crossentropy.js';
import { checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** True: predictions are logits. */
  readonly fromLogits?: boolean;
  /** The class number whose elements do not count. */
  readonly ignoreClass?: number | null;
  /** The axis of the classes; only the last one, -1, is possible. */
  readonly axis?: number;
}

/** Options of {@link SparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions extends MetricOptions, OwnOptions {}

/**
 * The mean cross-entropy of class numbers.
 *
 * Source: https://keras.io/api/metrics/probabilistic_metrics/#sparsecategoricalcrossentropy-class
 *
 * @example
 * const metric = new metrics.SparseCategoricalCrossentropy();
 * metric.updateState([1, 0], [[0.2, 0.8], [0.6, 0.4]]);
 * metric.result().numpy();
 */
export class SparseCategoricalCrossentropy extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'down';

  constructor(given: SparseCategoricalCrossentropyOptions = {}) {
    const {
      fromLogits = false,
      ignoreClass = null,
      axis = -1,
      ...options
    } = checkObject('SparseCategoricalCrossentropy', given, 'fromLogits');
    super(sparseCategoricalCrossentropy, options, { fromLogits, ignoreClass, axis });
  }
}
