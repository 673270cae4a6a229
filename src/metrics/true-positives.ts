import { ConfusionCount, type ConfusionCountOptions } from './confusion-count.js';

/**
 * How many predictions above the threshold have a label that is 1.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#truepositives-class
 *
 * @example
 * const metric = new metrics.TruePositives();
 * metric.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * metric.result().numpy();
 */
export class TruePositives extends ConfusionCount {
  constructor(options: ConfusionCountOptions = {}) {
    super(options, 'truePositives');
  }
}
