import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { oneHot } from '../backends/operations/one-hot.js';
import { checkClassNumbers } from '../backends/recording/labels.js';
import { checkNumber, checkObject } from '../support/check.js';
import { classNumbers } from './class-numbers.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';

interface OwnOptions {
  /** Between 0 (as cross-entropy) and 1 (as absolute errors); 0.5 by default. */
  readonly q?: number;
}

/** Options of {@link CategoricalGeneralizedCrossEntropy}. */
export interface CategoricalGeneralizedCrossEntropyOptions extends LossOptions, OwnOptions {}

/** `(1 - p^q) / q`, p the probability of the label's class; labels are class numbers. */
export function categoricalGeneralizedCrossEntropy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { q = 0.5 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const where = 'categoricalGeneralizedCrossEntropy';
    const predicted = toTensor(yPred);
    const numbers = classNumbers(
      where,
      toTensor(yTrue, 'int32'),
      predicted,
      "loss 'categoricalCrossentropy'",
    );
    const classes = predicted.shape.at(-1)!;
    checkClassNumbers(where, numbers, classes);
    const p = tf.sum(tf.mul(predicted, oneHot(numbers, classes)), -1);
    return tf.div(tf.sub(1, tf.pow(p, q)), q);
  });
}

/**
 * Cross-entropy that wrong labels disturb less (Zhang and Sabuncu, 2018); labels are class numbers.
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#categoricalgeneralizedcrossentropy-class
 *
 * @example
 * new losses.CategoricalGeneralizedCrossEntropy()([0, 1], [[0.7, 0.3], [0.2, 0.8]]);
 */
export class CategoricalGeneralizedCrossEntropy extends LossFunctionWrapper<OwnOptions> {
  constructor(given: CategoricalGeneralizedCrossEntropyOptions = {}) {
    const { q = 0.5, ...options } = checkObject('CategoricalGeneralizedCrossEntropy', given, 'q');
    checkNumber(
      'CategoricalGeneralizedCrossEntropy',
      'q',
      q,
      'a number between 0 and 1',
      (n) => n > 0 && n < 1,
    );
    super(categoricalGeneralizedCrossEntropy, options, { q });
  }
}
