import { FBetaScore, type FScoreOptions } from './f-beta-score.js';

/**
 * The harmonic mean of precision and recall, for labels `[batch, classes]` of 0 and 1.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#f1score-class
 *
 * @example
 * const metric = new metrics.F1Score({ threshold: 0.5 });
 * metric.updateState([[1, 1, 1], [1, 0, 0]], [[0.2, 0.6, 0.7], [0.2, 0.6, 0.6]]);
 * metric.result().numpy();
 */
export class F1Score extends FBetaScore {
  constructor(options: FScoreOptions = {}) {
    super(options, 'f1_score');
  }

  override getConfig(): Record<string, unknown> {
    const { beta: _, ...config } = super.getConfig();
    return config;
  }
}
