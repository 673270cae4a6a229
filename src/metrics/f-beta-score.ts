import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import type { Variable } from '../backends/variable.js';
import { checkChoice, checkNumber, checkObject } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { Metric, type MetricOptions } from './metric.js';

const AVERAGES = ['micro', 'macro', 'weighted'] as const;

/** Options of {@link FBetaScore}, without beta. */
export interface FScoreOptions extends MetricOptions {
  /** One value for each class (null, the default), over all counts, the mean of the classes, or weighted by their labels. */
  readonly average?: (typeof AVERAGES)[number] | null;
  /** Predictions above it count as 1; null (default): the largest of each sample. */
  readonly threshold?: number | null;
}

/** Options of {@link FBetaScore}. */
export interface FBetaScoreOptions extends FScoreOptions {
  /** How much more recall counts than precision, 1 by default. */
  readonly beta?: number;
}

/**
 * The harmonic mean of precision and recall, recall weighted by beta, for labels `[batch, classes]` of 0 and 1.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#fbetascore-class
 *
 * @example
 * const metric = new metrics.FBetaScore({ beta: 2, threshold: 0.5 });
 * metric.updateState([[1, 1, 1], [1, 0, 0]], [[0.2, 0.6, 0.7], [0.2, 0.6, 0.6]]);
 * metric.result().numpy();
 */
export class FBetaScore extends Metric {
  override readonly direction = 'up';
  readonly average: (typeof AVERAGES)[number] | null;
  readonly beta: number;
  readonly threshold: number | null;
  private counts:
    | Record<'truePositives' | 'falsePositives' | 'falseNegatives' | 'weights', Variable>
    | undefined;

  constructor(given: FBetaScoreOptions = {}, fixedName = 'fbeta_score') {
    const {
      average = null,
      beta = 1,
      threshold = null,
      ...options
    } = checkObject(new.target.className, given, 'average');
    super(options, ['average', 'beta', 'threshold'], fixedName);
    const where = new.target.className;
    this.average = average === null ? null : checkChoice(where, 'average', average, AVERAGES);
    this.beta = checkNumber(where, 'beta', beta, 'a number above 0', (n) => n > 0);
    this.threshold =
      threshold === null
        ? null
        : checkNumber(where, 'threshold', threshold, 'a number above 0, up to 1', (n) => n > 0 && n <= 1);
  }

  private build(yTrue: tf.Tensor, yPred: tf.Tensor) {
    if (yTrue.rank !== 2 || yPred.rank !== 2 || yTrue.shape[1] !== yPred.shape[1])
      throw new ShapeError(
        `${(this.constructor as typeof FBetaScore).className}: expected labels and predictions [batch, classes]; ` +
          `received ${showShape(yTrue.shape)} and ${showShape(yPred.shape)}.`,
      );
    const shape = this.average === 'micro' ? [] : [yPred.shape[1]!];
    this.counts = {
      truePositives: this.addVariable({ shape, name: 'true_positives' }),
      falsePositives: this.addVariable({ shape, name: 'false_positives' }),
      falseNegatives: this.addVariable({ shape, name: 'false_negatives' }),
      weights: this.addVariable({ shape, name: 'intermediate_weights' }),
    };
    return this.counts;
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const [labels, scores] = [toTensor(yTrue), toTensor(yPred)];
      const counts = this.counts ?? this.build(labels, scores);
      const chosen = tf.cast(this.predicted(scores), 'float32');
      const weight = sampleWeight == null ? null : tf.expandDims(toTensor(sampleWeight), 1);
      const axis = this.average === 'micro' ? undefined : 0;
      const total = (x: tf.Tensor) => tf.sum(weight === null ? x : tf.mul(x, weight), axis);
      counts.truePositives.assignAdd(total(tf.mul(chosen, labels)));
      counts.falsePositives.assignAdd(total(tf.mul(chosen, tf.sub(1, labels))));
      counts.falseNegatives.assignAdd(total(tf.mul(tf.sub(1, chosen), labels)));
      counts.weights.assignAdd(total(labels));
    });
  }

  private predicted(scores: tf.Tensor): tf.Tensor {
    if (this.threshold !== null) return tf.greater(scores, this.threshold);
    // A sample whose scores are all 0 predicts nothing.
    const largest = tf.greaterEqual(scores, tf.max(scores, -1, true));
    return tf.logicalAnd(largest, tf.greater(tf.abs(scores), 1e-9));
  }

  override result(): tf.Tensor {
    const { counts } = this;
    if (counts === undefined) return tf.scalar(0);
    return tf.tidy(() => {
      const { truePositives, falsePositives, falseNegatives, weights } = counts;
      const share = (other: tf.Tensor) => tf.div(truePositives, tf.add(tf.add(truePositives, other), fuzz()));
      const [precision, recall] = [share(falsePositives), share(falseNegatives)];
      const beta2 = this.beta ** 2;
      const sum = tf.add(tf.add(tf.mul(beta2, precision), recall), fuzz());
      const scores = tf.mul(tf.div(tf.mul(precision, recall), sum), 1 + beta2);
      if (this.average === null) return scores;
      if (this.average !== 'weighted') return tf.mean(scores);
      return tf.sum(tf.mul(scores, tf.div(weights, tf.add(tf.sum(weights), fuzz()))));
    });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), average: this.average, beta: this.beta, threshold: this.threshold };
  }
}
