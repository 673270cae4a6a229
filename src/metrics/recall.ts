import { ShareOfPositives, type ShareOfPositivesOptions } from './share-of-positives.js';

/** Options of {@link Recall}. */
export type RecallOptions = ShareOfPositivesOptions;

/**
 * How many of the labels that are 1 are found: TP / (TP + FN).
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#recall-class
 *
 * @example
 * const metric = new metrics.Recall();
 * metric.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * metric.result().numpy();
 */
export class Recall extends ShareOfPositives {
  constructor(options: RecallOptions = {}) {
    super('Recall', 'falseNegatives', options);
  }
}
