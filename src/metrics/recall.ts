import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/convert.js';
import { checkNaturalNumber, checkPositiveInteger } from '../support/check.js';
import { confusion } from './confusion.js';
import { Metric, type MetricOptions } from './metric.js';
import { checkThresholds, NEVER } from './thresholds.js';

/** Options of {@link Recall}. */
export interface RecallOptions extends MetricOptions {
  /** Predictions above it count as 1; a list gives a value for each. 0.5 by default. */
  readonly thresholds?: number | readonly number[] | null;
  /** Only the k most probable classes of each sample count as predicted. */
  readonly topK?: number | null;
  /** Only this class is looked at. */
  readonly classId?: number | null;
}

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
export class Recall extends Metric {
  override readonly direction = 'up';
  readonly thresholds: readonly number[];
  private readonly own: {
    thresholds: number | readonly number[] | null;
    topK: number | null;
    classId: number | null;
  };
  private readonly truePositives;
  private readonly falseNegatives;

  constructor({ thresholds = null, topK = null, classId = null, ...options }: RecallOptions = {}) {
    super(options, ['thresholds', 'topK', 'classId']);
    if (topK !== null) checkPositiveInteger('Recall', 'topK', topK);
    if (classId !== null) checkNaturalNumber('Recall', 'classId', classId);
    this.own = { thresholds, topK, classId };
    this.thresholds = checkThresholds('Recall', thresholds, topK === null ? 0.5 : NEVER);
    const shape = [this.thresholds.length];
    this.truePositives = this.addVariable({ shape, name: 'true_positives' });
    this.falseNegatives = this.addVariable({ shape, name: 'false_negatives' });
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const counts = confusion('Recall', yTrue, yPred, {
        ...this.own,
        thresholds: this.thresholds,
        sampleWeight,
      });
      this.truePositives.assignAdd(counts.truePositives);
      this.falseNegatives.assignAdd(counts.falseNegatives);
    });
  }

  override result(): tf.Tensor {
    return tf.tidy(() => {
      const values = tf.divNoNan(this.truePositives, tf.add(this.truePositives, this.falseNegatives));
      return this.thresholds.length === 1 ? tf.reshape(values, []) : values;
    });
  }

  override getConfig(): Record<string, unknown> {
    const { thresholds, topK, classId } = this.own;
    return { ...super.getConfig(), thresholds, top_k: topK, class_id: classId };
  }
}
