import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { checkNaturalNumber, checkPositiveInteger, checkRange } from '../support/check.js';
import { confusion } from './confusion.js';
import { addConfusionState, addCounts, type ConfusionState } from './confusion-state.js';
import { Metric, type MetricOptions } from './metric.js';
import { rates } from './rates.js';
import { evenThresholds } from './thresholds.js';

/** Options of the metrics that look for the best threshold. */
export interface AtValueOptions extends MetricOptions {
  /** How many thresholds are tried, 200 by default. */
  readonly numThresholds?: number;
  /** Only this class is looked at. */
  readonly classId?: number | null;
}

/** The highest value of one rate among the thresholds at which another rate is high enough. */
export abstract class BestAtValue extends Metric {
  override readonly direction = 'up';
  readonly thresholds: readonly number[];
  private readonly numThresholds: number;
  private readonly classId: number | null;
  private readonly least: number;
  private readonly counts: ConfusionState;

  /** `least`: the option that holds the least value of the rate `constrained`; `best` is maximized. */
  constructor(
    { numThresholds = 200, classId = null, ...options }: AtValueOptions,
    private readonly limit: Readonly<Record<string, number>>,
    private readonly constrained: keyof typeof rates,
    private readonly best: keyof typeof rates,
  ) {
    super(options, ['numThresholds', 'classId', ...Object.keys(limit)]);
    const where = new.target.className;
    const [[key, least]] = Object.entries(limit) as [[string, number]];
    this.least = checkRange(where, key, least, 0, 1);
    this.numThresholds = checkPositiveInteger(where, 'numThresholds', numThresholds);
    this.classId = classId === null ? null : checkNaturalNumber(where, 'classId', classId);
    this.thresholds = numThresholds === 1 ? [0.5] : evenThresholds(numThresholds);
    this.counts = addConfusionState(this, [numThresholds]);
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const { thresholds, classId } = this;
      const where = (this.constructor as typeof BestAtValue).className;
      addCounts(this.counts, confusion(where, yTrue, yPred, { thresholds, classId, sampleWeight }));
    });
  }

  override result(): tf.Scalar {
    return tf.tidy(() => {
      const feasible = tf.greaterEqual(rates[this.constrained](this.counts), this.least);
      const values = rates[this.best](this.counts);
      return tf.max(tf.where(feasible, values, tf.zerosLike(values)));
    });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      class_id: this.classId,
      num_thresholds: this.numThresholds,
      ...this.limit,
    };
  }
}
