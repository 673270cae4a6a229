import * as tf from '@tensorflow/tfjs-core';
import type { ConfusionCounts } from './confusion.js';
import { rates } from './rates.js';

/** A curve through the points of all thresholds. */
interface Curve {
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
}

/** The curves under which an area can be taken. */
export const curves: Readonly<Record<'ROC' | 'PR' | 'PRGAIN', (counts: ConfusionCounts) => Curve>> = {
  ROC: (counts) => ({ x: rates.falseAlarms(counts), y: rates.sensitivity(counts) }),
  PR: (counts) => ({ x: rates.sensitivity(counts), y: rates.precision(counts) }),
  // Flach and Kull, 2015. Without true positives the gains are 0 and 1; a gain of recall below 0 counts as 0.
  PRGAIN(counts) {
    const { truePositives, falsePositives, trueNegatives, falseNegatives } = counts;
    const scale = tf.divNoNan(tf.add(truePositives, falseNegatives), tf.add(trueNegatives, falsePositives));
    const gain = (wrong: tf.Tensor) => tf.sub(1, tf.mul(scale, tf.divNoNan(wrong, truePositives)));
    const none = tf.equal(truePositives, 0);
    const zeros = tf.zerosLike(truePositives);
    return {
      x: tf.relu(tf.where(none, zeros, gain(falseNegatives))),
      y: tf.where(none, tf.onesLike(zeros), gain(falsePositives)),
    };
  },
};

/** The areas under precision over recall between two thresholds each, interpolated as by Davis and Goadrich (2006). */
export function interpolatedPrecisionRecall({
  truePositives,
  falsePositives,
  falseNegatives,
}: ConfusionCounts): tf.Tensor {
  const rows = truePositives.shape[0]! - 1;
  const first = (x: tf.Tensor) => tf.slice(x, 0, rows);
  const rest = (x: tf.Tensor) => tf.slice(x, 1, rows);
  const predicted = tf.add(truePositives, falsePositives);
  const gained = tf.sub(first(truePositives), rest(truePositives));
  const slope = tf.divNoNan(gained, tf.relu(tf.sub(first(predicted), rest(predicted))));
  const intercept = tf.sub(rest(truePositives), tf.mul(slope, rest(predicted)));
  const both = tf.logicalAnd(tf.greater(first(predicted), 0), tf.greater(rest(predicted), 0));
  const ratio = tf.where(both, tf.divNoNan(first(predicted), tf.relu(rest(predicted))), tf.onesLike(gained));
  const area = tf.mul(slope, tf.add(gained, tf.mul(intercept, tf.log(ratio))));
  return tf.divNoNan(area, tf.relu(tf.add(rest(truePositives), rest(falseNegatives))));
}
