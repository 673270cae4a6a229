import { checkObject } from '../support/check.js';
import { type AtValueOptions, BestAtValue } from './best-at-value.js';

/** Options of {@link RecallAtPrecision}. */
export interface RecallAtPrecisionOptions extends AtValueOptions {
  /** The least precision, in [0, 1]. */
  readonly precision: number;
}

/**
 * The highest recall at which the precision is at least the given one.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#recallatprecision-class
 *
 * @example
 * const metric = new metrics.RecallAtPrecision({ precision: 0.5 });
 * metric.updateState([0, 0, 1, 1], [0, 0.5, 0.3, 0.9]);
 * metric.result().numpy();
 */
export class RecallAtPrecision extends BestAtValue {
  constructor(given: RecallAtPrecisionOptions) {
    const { precision, ...options } = checkObject('RecallAtPrecision', given, 'precision');
    super(options, { precision }, 'precision', 'sensitivity');
  }
}
