import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { oneHot } from '../backends/operations/one-hot.js';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';

/** Stands for the logarithm of 0. */
const NEVER = -1e30;

/** What counts of labels and logits. */
export interface Alignment {
  /** How many labels each sample has. */
  readonly lengths: tf.Tensor;
  /** How many times each sample has; all by default. */
  readonly times?: tf.Tensor | undefined;
  /** The class that stands for no label. */
  readonly blank: number;
}

/**
 * The negative logarithm of the probability of each label sequence, over all ways to spread it over time (Graves et al.,
 * 2006). Labels: class numbers `[batch, length]`; predictions: logits `[batch, time, classes]`.
 */
export function alignmentLoss(
  where: string,
  labels: tf.Tensor,
  logits: tf.Tensor,
  { lengths, times, blank }: Alignment,
): tf.Tensor {
  return tf.tidy(() => {
    if (labels.rank !== 2 || logits.rank !== 3 || labels.shape[0] !== logits.shape[0])
      throw new ShapeError(
        `${where}: expected labels [batch, length] and logits [batch, time, classes]; received ${showShape(labels.shape)} and ${showShape(logits.shape)}.`,
      );
    const [batch, time, classes] = logits.shape as [number, number, number];
    const states = 2 * labels.shape[1]! + 1;
    // Blanks stand before, between and after the labels.
    const blanks = tf.fill(labels.shape as [number, number], blank, 'int32');
    const path = tf.concat(
      [tf.reshape(tf.stack([blanks, labels], 2), [batch, states - 1]), tf.fill([batch, 1], blank, 'int32')],
      1,
    );
    const chosen = tf.transpose(oneHot(path, classes), [0, 2, 1]);
    const emitted = tf.unstack(tf.matMul(tf.logSoftmax(logits), chosen), 1);
    // A step of two skips a blank between different labels.
    const before = shift(path, 2, blank);
    const maySkip = tf.logicalAnd(tf.notEqual(path, blank), tf.notEqual(path, before));
    const first = tf.less(tf.range(0, states), 2);
    let paths = tf.where(
      tf.broadcastTo(first, [batch, states]),
      emitted[0]!,
      tf.fill([batch, states], NEVER),
    );
    const never = tf.fill([batch, states], NEVER);
    for (let t = 1; t < time; t++) {
      const skipped = tf.where(maySkip, shift(paths, 2, NEVER), never);
      const next = tf.add(logSumExp([paths, shift(paths, 1, NEVER), skipped]), emitted[t]!);
      const counts = times && tf.broadcastTo(tf.expandDims(tf.greater(times, t), 1), [batch, states]);
      paths = counts === undefined ? next : tf.where(counts, next, paths);
    }
    const end = tf.mul(lengths, tf.scalar(2, 'int32'));
    const position = tf.range(0, states, 1, 'int32');
    const last = tf.expandDims(end, 1);
    const ends = tf.logicalOr(
      tf.equal(position, last),
      tf.equal(tf.add(position, tf.scalar(1, 'int32')), last),
    );
    return tf.neg(tf.logSumExp(tf.where(ends, paths, never), 1));
  });
}

/**
 * The loss of connectionist temporal classification. Labels: class numbers `[batch, length]`, 0 for "no label" at the end;
 * predictions: logits `[batch, time, classes]`, class 0 is the blank.
 */
export function ctc(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const labels = toTensor(yTrue, 'int32');
    const lengths = tf.sum(tf.cast(tf.notEqual(labels, 0), 'int32'), -1);
    return alignmentLoss('ctc', labels, toTensor(yPred), { lengths, blank: 0 });
  });
}

/** Moves columns to the right and fills the left with a value. */
function shift(x: tf.Tensor, by: number, fill: number): tf.Tensor {
  const [rows, columns] = x.shape as [number, number];
  const width = Math.min(by, columns);
  const head = tf.fill([rows, width], fill, x.dtype as 'float32');
  return tf.concat([head, tf.slice(x, [0, 0], [rows, columns - width])], 1);
}

function logSumExp(values: tf.Tensor[]): tf.Tensor {
  return tf.logSumExp(tf.stack(values), 0);
}

/**
 * Connectionist temporal classification, for sequences whose labels are not aligned with time, such as speech.
 *
 * Labels: class numbers `[batch, length]`, 0 for "no label"; predictions: logits `[batch, time, classes]`.
 *
 * Source: https://keras.io/api/losses/
 *
 * @example
 * new losses.CTC()([[1, 2]], tf.zeros([1, 4, 3]));
 */
export class CTC extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(ctc, options);
  }

  // Labels and predictions have different ranks on purpose.
  override call(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return ctc(yTrue, yPred);
  }
}
