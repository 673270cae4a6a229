import { ShareOfPositives, type ShareOfPositivesOptions } from './share-of-positives.js';

/** Options of {@link Precision}. */
export type PrecisionOptions = ShareOfPositivesOptions;

/**
 * How many of the predictions above the threshold are right: TP / (TP + FP).
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#precision-class
 *
 * @example
 * const metric = new metrics.Precision();
 * metric.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * metric.result().numpy();
 */
export class Precision extends ShareOfPositives {
  constructor(options: PrecisionOptions = {}) {
    super('Precision', 'falsePositives', options);
  }
}
