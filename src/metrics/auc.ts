import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { checkChoice, checkNumber, checkPositiveInteger } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { confusion } from './confusion.js';
import { addConfusionState, addCounts, type ConfusionState } from './confusion-state.js';
import { curves, interpolatedPrecisionRecall } from './curves.js';
import { Metric, type MetricOptions } from './metric.js';
import { areEven, checkThresholds, evenThresholds } from './thresholds.js';

const CURVES = ['ROC', 'PR', 'PRGAIN'] as const;
const SUMMATIONS = ['interpolation', 'minoring', 'majoring'] as const;

/** Options of {@link AUC}. */
export interface AUCOptions extends MetricOptions {
  /** How many thresholds the curve has, 200 by default. */
  readonly numThresholds?: number;
  /** Receiver operating characteristic (default), precision over recall, or their gains. */
  readonly curve?: (typeof CURVES)[number];
  /** How the area between two thresholds is estimated: trapezoids (default), from below, or from above. */
  readonly summationMethod?: (typeof SUMMATIONS)[number];
  /** The thresholds in [0, 1], in place of even ones. */
  readonly thresholds?: readonly number[] | null;
  /** True: the mean of the areas of each label, for predictions `[batch, labels]`. */
  readonly multiLabel?: boolean;
  /** How many labels there are; found out if it is left out. */
  readonly numLabels?: number | null;
  /** A weight for each label. */
  readonly labelWeights?: readonly number[] | null;
  /** True: predictions are logits. */
  readonly fromLogits?: boolean;
}

const OWN = [
  'numThresholds',
  'curve',
  'summationMethod',
  'thresholds',
  'multiLabel',
  'numLabels',
  'labelWeights',
  'fromLogits',
];

/**
 * The area under the curve of a classifier of labels 0 and 1.
 *
 * Source: https://keras.io/api/metrics/classification_metrics/#auc-class
 *
 * @example
 * const metric = new metrics.AUC({ numThresholds: 3 });
 * metric.updateState([0, 0, 1, 1], [0, 0.5, 0.3, 0.9]);
 * metric.result().numpy(); // 0.75
 */
export class AUC extends Metric {
  override readonly direction = 'up';
  readonly thresholds: readonly number[];
  private readonly own: Required<Omit<AUCOptions, keyof MetricOptions>>;
  private readonly even: boolean;
  private counts: ConfusionState | undefined;

  constructor(options: AUCOptions = {}) {
    super(options, OWN);
    const {
      numThresholds = 200,
      curve = 'ROC',
      summationMethod = 'interpolation',
      thresholds = null,
    } = options;
    const { multiLabel = false, numLabels = null, labelWeights = null, fromLogits = false } = options;
    checkNumber(
      'AUC',
      'numThresholds',
      numThresholds,
      'an integer above 1',
      (n) => Number.isInteger(n) && n > 1,
    );
    const inner =
      thresholds === null
        ? evenThresholds(numThresholds).slice(1, -1)
        : [...checkThresholds('AUC', thresholds, 0)].sort((a, b) => a - b);
    this.even = thresholds === null || areEven([0, ...inner, 1]);
    this.thresholds = [-fuzz(), ...inner, 1 + fuzz()];
    this.own = {
      numThresholds: this.thresholds.length,
      curve: checkChoice('AUC', 'curve', curve.toUpperCase(), CURVES),
      summationMethod: checkChoice('AUC', 'summationMethod', summationMethod.toLowerCase(), SUMMATIONS),
      thresholds: thresholds === null ? null : inner,
      multiLabel,
      numLabels,
      labelWeights,
      fromLogits,
    };
    if (numLabels !== null) checkPositiveInteger('AUC', 'numLabels', numLabels);
    if (numLabels !== null && !multiLabel)
      throw new ValueError('AUC: numLabels is for multiLabel: true only.', { fix: 'leave numLabels out' });
    if (!multiLabel || numLabels !== null) this.build(numLabels ?? 1);
  }

  private build(labels: number): ConfusionState {
    const count = this.thresholds.length;
    this.counts = addConfusionState(this, this.own.multiLabel ? [count, labels] : [count]);
    return this.counts;
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    const { multiLabel, labelWeights, fromLogits } = this.own;
    tf.tidy(() => {
      const given = toTensor(yPred);
      if (multiLabel && given.rank !== 2)
        throw new ShapeError(
          `AUC: multiLabel expects predictions [batch, labels]; received ${showShape(given.shape)}.`,
        );
      const counts = this.counts ?? this.build(given.shape[1]!);
      const predicted = fromLogits ? tf.sigmoid(given) : given;
      const { thresholds, even: wide } = this;
      addCounts(
        counts,
        confusion('AUC', yTrue, predicted, { thresholds, wide, multiLabel, labelWeights, sampleWeight }),
      );
    });
  }

  override result(): tf.Scalar {
    const { counts } = this;
    if (counts === undefined) return tf.scalar(0);
    return tf.tidy(() => {
      const { curve, summationMethod, multiLabel, labelWeights } = this.own;
      const areas =
        curve === 'PR' && summationMethod === 'interpolation'
          ? interpolatedPrecisionRecall(counts)
          : this.rectangles(counts);
      if (!multiLabel) return tf.sum(areas);
      const each = tf.sum(areas, 0);
      if (labelWeights === null) return tf.mean(each);
      const weights = tf.tensor1d([...labelWeights]);
      return tf.divNoNan(tf.sum(tf.mul(each, weights)), tf.sum(weights));
    });
  }

  /** The areas between two thresholds each. */
  private rectangles(counts: ConfusionState): tf.Tensor {
    const { x, y } = curves[this.own.curve](counts);
    const [left, right] = [y, x].map(neighbours) as [[tf.Tensor, tf.Tensor], [tf.Tensor, tf.Tensor]];
    const heights = {
      interpolation: () => tf.div(tf.add(left[0], left[1]), 2),
      minoring: () => tf.minimum(left[0], left[1]),
      majoring: () => tf.maximum(left[0], left[1]),
    }[this.own.summationMethod]();
    return tf.mul(tf.sub(right[0], right[1]), heights);
  }

  override getConfig(): Record<string, unknown> {
    const { own } = this;
    return {
      ...super.getConfig(),
      num_thresholds: own.numThresholds,
      curve: own.curve,
      summation_method: own.summationMethod,
      multi_label: own.multiLabel,
      num_labels: own.numLabels,
      label_weights: own.labelWeights,
      from_logits: own.fromLogits,
      ...(own.thresholds === null ? {} : { thresholds: own.thresholds }),
    };
  }
}

/** All but the last row, and all but the first. */
function neighbours(x: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const rows = x.shape[0]! - 1;
  return [tf.slice(x, 0, rows), tf.slice(x, 1, rows)];
}
