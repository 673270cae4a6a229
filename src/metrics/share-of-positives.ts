import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { checkNaturalNumber, checkObject, checkPositiveInteger } from '../support/check.js';
import { confusion } from './confusion.js';
import { Metric, type MetricOptions } from './metric.js';
import { checkThresholds, NEVER } from './thresholds.js';

/** Options of Precision and Recall. */
export interface ShareOfPositivesOptions extends MetricOptions {
  /** Predictions above it count as 1; a list gives a value for each. 0.5 by default. */
  readonly thresholds?: number | readonly number[] | null;
  /** Only the k most probable classes of each sample count as predicted. */
  readonly topK?: number | null;
  /** Only this class is looked at. */
  readonly classId?: number | null;
}

const COUNTS = { falsePositives: 'false_positives', falseNegatives: 'false_negatives' } as const;

/** True positives among these and one kind of mistake. */
export abstract class ShareOfPositives extends Metric {
  override readonly direction = 'up';
  readonly thresholds: readonly number[];
  private readonly own: Required<Pick<ShareOfPositivesOptions, 'thresholds' | 'topK' | 'classId'>>;
  private readonly truePositives;
  private readonly mistakes;

  constructor(
    private readonly where: string,
    private readonly kind: keyof typeof COUNTS,
    given: ShareOfPositivesOptions,
  ) {
    const {
      thresholds = null,
      topK = null,
      classId = null,
      ...options
    } = checkObject(where, given, 'thresholds');
    super(options, ['thresholds', 'topK', 'classId']);
    if (topK !== null) checkPositiveInteger(where, 'topK', topK);
    if (classId !== null) checkNaturalNumber(where, 'classId', classId);
    this.own = { thresholds, topK, classId };
    this.thresholds = checkThresholds(where, thresholds, topK === null ? 0.5 : NEVER);
    const shape = [this.thresholds.length];
    this.truePositives = this.addVariable({ shape, name: 'true_positives' });
    this.mistakes = this.addVariable({ shape, name: COUNTS[kind] });
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const { thresholds } = this;
      const counts = confusion(this.where, yTrue, yPred, { ...this.own, thresholds, sampleWeight });
      this.truePositives.assignAdd(counts.truePositives);
      this.mistakes.assignAdd(counts[this.kind]);
    });
  }

  override result(): tf.Tensor {
    return tf.tidy(() => {
      const values = tf.divNoNan(this.truePositives, tf.add(this.truePositives, this.mistakes));
      return this.thresholds.length === 1 ? tf.reshape(values, []) : values;
    });
  }

  override getConfig(): Record<string, unknown> {
    const { thresholds, topK, classId } = this.own;
    return { ...super.getConfig(), thresholds, top_k: topK, class_id: classId };
  }
}
