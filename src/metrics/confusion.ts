import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { oneHot } from '../backends/operations/one-hot.js';
import { toSameRank } from '../losses/same-rank.js';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { areEven, NEVER } from './thresholds.js';

/** What is counted, and how. */
export interface ConfusionOptions {
  readonly thresholds: readonly number[];
  readonly topK?: number | null;
  readonly classId?: number | null;
  readonly sampleWeight?: TensorInput | null | undefined;
  /** True: counts of each label, shape `[thresholds, labels]`. */
  readonly multiLabel?: boolean;
  readonly labelWeights?: readonly number[] | null;
  /** True: the even thresholds begin below 0 and end above 1. */
  readonly wide?: boolean;
}

/** Weighted counts at each threshold: shape `[thresholds]`, or `[thresholds, labels]`. */
export interface ConfusionCounts {
  readonly truePositives: tf.Tensor;
  readonly falsePositives: tf.Tensor;
  readonly trueNegatives: tf.Tensor;
  readonly falseNegatives: tf.Tensor;
}

/** Counts how predictions above and up to thresholds meet labels. */
export function confusion(
  where: string,
  yTrue: TensorInput,
  yPred: TensorInput,
  options: ConfusionOptions,
): ConfusionCounts {
  const { thresholds, topK = null, classId = null, multiLabel = false } = options;
  let [predicted, labels] = toSameRank(toTensor(yPred), toTensor(yTrue));
  if (labels.shape.join() !== predicted.shape.join())
    throw new ShapeError(
      `${where}: expected labels in the shape of the predictions ${showShape(predicted.shape)}; received ${showShape(labels.shape)}.`,
      labels.rank < predicted.rank ? { fix: 'one-hot labels, as utils.toCategorical(y) gives them' } : {},
    );
  const weight = sampleWeights(labels, options.sampleWeight);
  if (topK !== null) predicted = onlyTopK(predicted, topK);
  if (classId !== null)
    [labels, predicted] = [oneClass(where, labels, classId), oneClass(where, predicted, classId)];
  const positive = tf.cast(tf.cast(labels, 'bool'), 'float32');
  let weights: tf.Tensor = tf.onesLike(positive);
  if (weight !== null) weights = tf.mul(weights, weight);
  if (options.labelWeights && !multiLabel) weights = tf.mul(weights, tf.tensor1d([...options.labelWeights]));
  const columns = multiLabel ? predicted.shape.at(-1)! : 1;
  const flat = (x: tf.Tensor) => tf.reshape(x, [-1, columns]);
  const trues = flat(tf.mul(positive, weights));
  const falses = flat(tf.mul(tf.sub(1, positive), weights));
  const above = options.wide || areEven(thresholds) ? aboveEven : aboveEach;
  const [truePositives, falsePositives] = above(
    flat(predicted),
    [trues, falses],
    thresholds,
    options.wide ?? false,
  );
  const shape = multiLabel ? [thresholds.length, columns] : [thresholds.length];
  const counts = {
    truePositives: truePositives!,
    falsePositives: falsePositives!,
    falseNegatives: tf.sub(tf.sum(trues, 0), truePositives!),
    trueNegatives: tf.sub(tf.sum(falses, 0), falsePositives!),
  };
  return Object.fromEntries(
    Object.entries(counts).map(([key, x]) => [key, tf.reshape(x, shape)]),
  ) as unknown as ConfusionCounts;
}

/** For each threshold the sums of values whose prediction lies above it: `[thresholds, columns]`. */
type Above = (
  predicted: tf.Tensor,
  values: tf.Tensor[],
  thresholds: readonly number[],
  wide: boolean,
) => tf.Tensor[];

const aboveEach: Above = (predicted, values, thresholds) => {
  const rows = thresholds.map((threshold) => tf.cast(tf.greater(predicted, threshold), 'float32'));
  return values.map((each) => tf.stack(rows.map((row) => tf.sum(tf.mul(row, each), 0))));
};

/** With even thresholds each prediction falls into one bucket, and sums over buckets from the top are the counts. */
const aboveEven: Above = (predicted, values, thresholds, wide) => {
  const count = thresholds.length;
  const columns = predicted.shape[1]!;
  // Above the threshold, not on it: 0.5 belongs to the bucket that ends there. -1 is above none.
  const found = tf.sub(tf.ceil(tf.mul(tf.clipByValue(predicted, 0, 1), count - 1)), 1);
  const bucket = tf.add(wide ? tf.relu(found) : found, 1);
  const ids = tf.cast(tf.add(bucket, tf.mul(tf.range(0, columns), count + 1)), 'int32');
  return values.map((each) => {
    const sums = tf.unsortedSegmentSum(
      tf.reshape(each, [-1]),
      tf.reshape(ids, [-1]) as tf.Tensor1D,
      columns * (count + 1),
    );
    const table = tf.slice(tf.reshape(sums, [columns, count + 1]), [0, 1], [columns, count]);
    return tf.transpose(tf.cumsum(table, 1, false, true));
  });
};

function sampleWeights(labels: tf.Tensor, given: TensorInput | null | undefined): tf.Tensor | null {
  if (given == null) return null;
  const weight = tf.expandDims(toTensor(given), -1);
  return weight.rank === labels.rank + 1 ? tf.squeeze(weight, [-1]) : weight;
}

function onlyTopK(predicted: tf.Tensor, k: number): tf.Tensor {
  const { indices } = tf.topk(predicted, k);
  const mask = tf.sum(oneHot(indices, predicted.shape.at(-1)!), -2);
  return tf.add(tf.mul(predicted, mask), tf.mul(NEVER, tf.sub(1, mask)));
}

function oneClass(where: string, x: tf.Tensor, classId: number): tf.Tensor {
  const classes = x.shape.at(-1) ?? 0;
  if (x.rank < 2 || classId >= classes)
    throw new ShapeError(
      `${where}: classId ${classId} needs shape [batch, classes]; received ${showShape(x.shape)}.`,
    );
  return tf.slice(x, [...x.shape.slice(0, -1).map(() => 0), classId], [...x.shape.slice(0, -1), 1]);
}
