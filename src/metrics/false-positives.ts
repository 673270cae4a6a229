import { ConfusionCount, type ConfusionCountOptions } from './confusion-count.js';

/**
 * How many predictions above the threshold have a label that is 0.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#falsepositives-class
 *
 * @example
 * const metric = new metrics.FalsePositives();
 * metric.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * metric.result().numpy();
 */
export class FalsePositives extends ConfusionCount {
  constructor(options: ConfusionCountOptions = {}) {
    super(options, 'falsePositives');
  }
}
