import { checkObject } from '../support/check.js';
import { type AtValueOptions, BestAtValue } from './best-at-value.js';

/** Options of {@link SensitivityAtSpecificity}. */
export interface SensitivityAtSpecificityOptions extends AtValueOptions {
  /** The least specificity, in [0, 1]. */
  readonly specificity: number;
}

/**
 * The highest sensitivity (recall) at which the specificity is at least the given one.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#sensitivityatspecificity-class
 *
 * @example
 * const metric = new metrics.SensitivityAtSpecificity({ specificity: 0.5 });
 * metric.updateState([0, 0, 1, 1], [0, 0.5, 0.3, 0.9]);
 * metric.result().numpy();
 */
export class SensitivityAtSpecificity extends BestAtValue {
  constructor(given: SensitivityAtSpecificityOptions) {
    const { specificity, ...options } = checkObject('SensitivityAtSpecificity', given, 'specificity');
    super(options, { specificity }, 'specificity', 'sensitivity');
  }
}
