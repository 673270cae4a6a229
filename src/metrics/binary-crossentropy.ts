import { binaryCrossentropy } from '../losses/binary-crossentropy.js';
import { checkObject } from '../support/check.js';
import { MeanMetricWrapper } from './mean-metric-wrapper.js';
import type { MetricOptions } from './metric.js';

interface OwnOptions {
  /** True: predictions are logits. */
  readonly fromLogits?: boolean;
  /** In [0, 1]; 0 by default. */
  readonly labelSmoothing?: number;
}

/** Options of {@link BinaryCrossentropy}. */
export interface BinaryCrossentropyOptions extends MetricOptions, OwnOptions {}

/**
 * The mean cross-entropy of labels 0 or 1.
 *
 * Source: https://keras.io/api/metrics/probabilistic_metrics/#binarycrossentropy-class
 *
 * @example
 * const metric = new metrics.BinaryCrossentropy();
 * metric.updateState([[1], [0]], [[0.9], [0.2]]);
 * metric.result().numpy();
 */
export class BinaryCrossentropy extends MeanMetricWrapper<OwnOptions> {
  override readonly direction = 'down';

  constructor(given: BinaryCrossentropyOptions = {}) {
    const {
      fromLogits = false,
      labelSmoothing = 0,
      ...options
    } = checkObject('BinaryCrossentropy', given, 'fromLogits');
    super(binaryCrossentropy, options, { fromLogits, labelSmoothing });
  }
}
