import { ConfusionCount, type ConfusionCountOptions } from './confusion-count.js';

/**
 * How many predictions up to the threshold have a label that is 1.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#falsenegatives-class
 *
 * @example
 * const metric = new metrics.FalseNegatives();
 * metric.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * metric.result().numpy();
 */
export class FalseNegatives extends ConfusionCount {
  constructor(options: ConfusionCountOptions = {}) {
    super(options, 'falseNegatives');
  }
}
