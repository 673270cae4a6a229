import * as tf from '@tensorflow/tfjs-core';
import type { ConfusionCounts } from './confusion.js';

/** Shares of the four counts; 0 where nothing was counted. */
export const rates = {
  /** Of the labels that are 1, how many are found; also called recall. */
  sensitivity: ({ truePositives, falseNegatives }: ConfusionCounts) =>
    tf.divNoNan(truePositives, tf.add(truePositives, falseNegatives)),
  /** Of the labels that are 0, how many are left alone. */
  specificity: ({ trueNegatives, falsePositives }: ConfusionCounts) =>
    tf.divNoNan(trueNegatives, tf.add(trueNegatives, falsePositives)),
  /** Of the predictions that are 1, how many are right. */
  precision: ({ truePositives, falsePositives }: ConfusionCounts) =>
    tf.divNoNan(truePositives, tf.add(truePositives, falsePositives)),
  /** Of the labels that are 0, how many are taken for 1. */
  falseAlarms: ({ falsePositives, trueNegatives }: ConfusionCounts) =>
    tf.divNoNan(falsePositives, tf.add(falsePositives, trueNegatives)),
};
