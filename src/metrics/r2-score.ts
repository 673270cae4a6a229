import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import type { Variable } from '../backends/variable.js';
import { toSameRank } from '../losses/same-rank.js';
import { checkChoice, checkNaturalNumber, checkObject } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { camelCase, snakeCase } from '../support/names.js';
import { showShape } from '../support/shape.js';
import { Metric, type MetricOptions } from './metric.js';

const AGGREGATIONS = ['uniformAverage', 'varianceWeightedAverage'] as const;

/** Options of {@link R2Score}. */
export interface R2ScoreOptions extends MetricOptions {
  /** The mean of the outputs (default), their mean weighted by variance, or null: a value for each. */
  readonly classAggregation?:
    | (typeof AGGREGATIONS)[number]
    | 'uniform_average'
    | 'variance_weighted_average'
    | null;
  /** Above 0: the adjusted score for so many independent predictors. */
  readonly numRegressors?: number;
}

/**
 * The coefficient of determination: which share of the labels' variance the predictions explain. Labels and predictions:
 * `[batch, outputs]`.
 *
 * Source: https://keras.io/api/metrics/regression_metrics/#r2score-class
 *
 * @example
 * const metric = new metrics.R2Score();
 * metric.updateState([[1], [4], [3]], [[2], [4], [4]]);
 * metric.result().numpy(); // 0.571...
 */
export class R2Score extends Metric {
  override readonly direction = 'up';
  readonly classAggregation: (typeof AGGREGATIONS)[number] | null;
  readonly numRegressors: number;
  private readonly samples = this.addVariable({ name: 'num_samples' });
  private sums: Record<'squares' | 'sum' | 'residual' | 'count', Variable> | undefined;

  constructor(given: R2ScoreOptions = {}) {
    const {
      classAggregation = 'uniformAverage',
      numRegressors = 0,
      ...options
    } = checkObject('R2Score', given, 'classAggregation');
    super(options, ['classAggregation', 'numRegressors'], 'r2_score');
    this.classAggregation =
      classAggregation === null
        ? null
        : checkChoice('R2Score', 'classAggregation', camelCase(classAggregation), AGGREGATIONS);
    this.numRegressors = checkNaturalNumber('R2Score', 'numRegressors', numRegressors);
  }

  private build(yTrue: tf.Tensor, yPred: tf.Tensor) {
    if (yTrue.rank !== 2 || yPred.rank !== 2)
      throw new ShapeError(
        `R2Score: expected labels and predictions [batch, outputs]; received ${showShape(yTrue.shape)} and ${showShape(yPred.shape)}.`,
      );
    const shape = [yPred.shape[1]!];
    this.sums = {
      squares: this.addVariable({ shape, name: 'squared_sum' }),
      sum: this.addVariable({ shape, name: 'sum' }),
      residual: this.addVariable({ shape, name: 'residual' }),
      count: this.addVariable({ shape, name: 'count' }),
    };
    return this.sums;
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const [labels, predicted] = toSameRank(toTensor(yTrue), toTensor(yPred));
      const sums = this.sums ?? this.build(labels, predicted);
      const given = toTensor(sampleWeight ?? 1);
      const weights = tf.broadcastTo(given.rank === 1 ? tf.expandDims(given, 1) : given, labels.shape);
      const weighted = tf.mul(labels, weights);
      sums.sum.assignAdd(tf.sum(weighted, 0));
      sums.squares.assignAdd(tf.sum(tf.mul(labels, weighted), 0));
      sums.residual.assignAdd(tf.sum(tf.mul(tf.squaredDifference(labels, predicted), weights), 0));
      sums.count.assignAdd(tf.sum(weights, 0));
      this.samples.assignAdd(labels.size);
    });
  }

  override result(): tf.Tensor {
    const { sums } = this;
    if (sums === undefined) return tf.scalar(0);
    return tf.tidy(() => {
      const total = tf.sub(sums.squares, tf.mul(sums.sum, tf.div(sums.sum, sums.count)));
      const raw = tf.sub(1, tf.div(sums.residual, total));
      const scores = tf.where(tf.isInf(raw), tf.zerosLike(raw), raw);
      return this.adjusted(this.aggregated(scores, total));
    });
  }

  private aggregated(scores: tf.Tensor, total: tf.Tensor): tf.Tensor {
    if (this.classAggregation === null) return scores;
    if (this.classAggregation === 'uniformAverage') return tf.mean(scores);
    return tf.div(tf.sum(tf.mul(total, scores)), tf.sum(total));
  }

  /** Corrected for the number of predictors, where there are more samples than that. */
  private adjusted(score: tf.Tensor): tf.Tensor {
    if (this.numRegressors === 0) return score;
    const free = tf.sub(this.samples, this.numRegressors + 1);
    const better = tf.sub(1, tf.div(tf.mul(tf.sub(1, score), tf.sub(this.samples, 1)), free));
    return tf.where(tf.greater(free, 0), better, score);
  }

  override getConfig(): Record<string, unknown> {
    const { classAggregation } = this;
    return {
      ...super.getConfig(),
      class_aggregation: classAggregation === null ? null : snakeCase(classAggregation),
      num_regressors: this.numRegressors,
    };
  }
}
