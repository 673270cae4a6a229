import { checkObject } from '../support/check.js';
import { type AtValueOptions, BestAtValue } from './best-at-value.js';

/** Options of {@link PrecisionAtRecall}. */
export interface PrecisionAtRecallOptions extends AtValueOptions {
  /** The least recall, in [0, 1]. */
  readonly recall: number;
}

/**
 * The highest precision at which the recall is at least the given one.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#precisionatrecall-class
 *
 * @example
 * const metric = new metrics.PrecisionAtRecall({ recall: 0.5 });
 * metric.updateState([0, 0, 1, 1], [0, 0.5, 0.3, 0.9]);
 * metric.result().numpy();
 */
export class PrecisionAtRecall extends BestAtValue {
  constructor(given: PrecisionAtRecallOptions) {
    const { recall, ...options } = checkObject('PrecisionAtRecall', given, 'recall');
    super(options, { recall }, 'sensitivity', 'precision');
  }
}
