import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { sigmoidCrossEntropy } from '../backends/operations/cross-entropy.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { logitsOf } from '../backends/operations/logits.js';
import { checkInteger, checkObject, checkRange } from '../support/check.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { checkSameShape, toSameRank } from './same-rank.js';

interface OwnOptions {
  /** True: predictions are logits; false (default): probabilities, as sigmoid gives them. */
  readonly fromLogits?: boolean;
  /** In [0, 1]: labels become `label * (1 - s) + s / 2`. 0 by default. */
  readonly labelSmoothing?: number;
  /** The axis over which the mean is taken, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link BinaryCrossentropy}. */
export interface BinaryCrossentropyOptions extends LossOptions, OwnOptions {}

/** Cross-entropy of labels 0 or 1 and predictions, the mean over the last axis. */
export function binaryCrossentropy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { fromLogits = false, labelSmoothing = 0, axis = -1 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = toSameRank(toTensor(yTrue), toTensor(yPred));
    checkSameShape('binaryCrossentropy', labels, predicted);
    return tf.mean(elementwise(smoothBinaryLabels(labels, labelSmoothing), predicted, fromLogits), axis);
  });
}

/** Mixes labels 0 or 1 with a half. */
export function smoothBinaryLabels(labels: tf.Tensor, smoothing: number): tf.Tensor {
  return smoothing === 0 ? labels : tf.add(tf.mul(labels, 1 - smoothing), 0.5 * smoothing);
}

/** Cross-entropy of each element. */
export function elementwise(labels: tf.Tensor, predicted: tf.Tensor, fromLogits: boolean): tf.Tensor {
  const logits = logitsOf(predicted) ?? (fromLogits ? predicted : undefined);
  if (logits !== undefined) return sigmoidCrossEntropy(labels, logits);
  const p = tf.clipByValue(predicted, fuzz(), 1 - fuzz());
  const hit = tf.mul(labels, tf.log(p));
  return tf.neg(tf.add(hit, tf.mul(tf.sub(1, labels), tf.log(tf.sub(1, p)))));
}

/**
 * Cross-entropy of labels 0 or 1 and predicted probabilities, for one or several yes-or-no questions.
 *
 * Labels and predictions: `[batch, ...]` of one shape.
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class
 *
 * @example
 * new losses.BinaryCrossentropy()([[1], [0]], [[0.9], [0.2]]);
 */
export class BinaryCrossentropy extends LossFunctionWrapper<OwnOptions> {
  constructor(given: BinaryCrossentropyOptions = {}) {
    const {
      fromLogits = false,
      labelSmoothing = 0,
      axis = -1,
      ...options
    } = checkObject('BinaryCrossentropy', given, 'fromLogits');
    checkRange('BinaryCrossentropy', 'labelSmoothing', labelSmoothing, 0, 1);
    checkInteger('BinaryCrossentropy', 'axis', axis);
    super(binaryCrossentropy, options, { fromLogits, labelSmoothing, axis });
  }
}
