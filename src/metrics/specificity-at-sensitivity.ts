import { checkObject } from '../support/check.js';
import { type AtValueOptions, BestAtValue } from './best-at-value.js';

/** Options of {@link SpecificityAtSensitivity}. */
export interface SpecificityAtSensitivityOptions extends AtValueOptions {
  /** The least sensitivity, in [0, 1]. */
  readonly sensitivity: number;
}

/**
 * The highest specificity at which the sensitivity (recall) is at least the given one.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#specificityatsensitivity-class
 *
 * @example
 * const metric = new metrics.SpecificityAtSensitivity({ sensitivity: 0.5 });
 * metric.updateState([0, 0, 1, 1], [0, 0.5, 0.3, 0.9]);
 * metric.result().numpy();
 */
export class SpecificityAtSensitivity extends BestAtValue {
  constructor(given: SpecificityAtSensitivityOptions) {
    const { sensitivity, ...options } = checkObject('SpecificityAtSensitivity', given, 'sensitivity');
    super(options, { sensitivity }, 'sensitivity', 'specificity');
  }
}
