import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { checkObject } from '../support/check.js';
import { type ConfusionCounts, confusion } from './confusion.js';
import { Metric, type MetricOptions } from './metric.js';
import { checkThresholds } from './thresholds.js';

/** Options of TruePositives and the other counts. */
export interface ConfusionCountOptions extends MetricOptions {
  /** Predictions above it count as 1; a list gives a count for each. 0.5 by default. */
  readonly thresholds?: number | readonly number[] | null;
}

/** What the four counts of a confusion matrix have in common. */
export abstract class ConfusionCount extends Metric {
  readonly thresholds: readonly number[];
  private readonly given: number | readonly number[] | null;
  private readonly accumulator;

  constructor(
    given: ConfusionCountOptions,
    private readonly key: keyof ConfusionCounts,
  ) {
    const { thresholds = null, ...options } = checkObject(new.target.className, given, 'thresholds');
    super(options, ['thresholds']);
    this.given = thresholds;
    this.thresholds = checkThresholds(new.target.className, thresholds, 0.5);
    this.accumulator = this.addVariable({ shape: [this.thresholds.length], name: 'accumulator' });
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const { thresholds } = this;
      const where = (this.constructor as typeof ConfusionCount).className;
      this.accumulator.assignAdd(confusion(where, yTrue, yPred, { thresholds, sampleWeight })[this.key]);
    });
  }

  override result(): tf.Tensor {
    return this.thresholds.length === 1 ? tf.reshape(this.accumulator, []) : this.accumulator.value();
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), thresholds: this.given };
  }
}
