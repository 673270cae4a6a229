import { ConfusionCount, type ConfusionCountOptions } from './confusion-count.js';

/**
 * How many predictions up to the threshold have a label that is 0.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#truenegatives-class
 *
 * @example
 * const metric = new metrics.TrueNegatives();
 * metric.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * metric.result().numpy();
 */
export class TrueNegatives extends ConfusionCount {
  constructor(options: ConfusionCountOptions = {}) {
    super(options, 'trueNegatives');
  }
}
