import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { softmaxCrossEntropy } from '../backends/operations/cross-entropy.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { logitsOf } from '../backends/operations/logits.js';
import { setMask } from '../backends/operations/mask.js';
import { oneHot } from '../backends/operations/one-hot.js';
import { checkClassNumbers } from '../backends/recording/labels.js';
import { checkInteger, checkNumber, checkObject } from '../support/check.js';
import { classNumbers } from './class-numbers.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';

interface OwnOptions {
  /** True: predictions are logits; false (default): probabilities, as softmax gives them. */
  readonly fromLogits?: boolean;
  /** The class number whose elements do not count, such as 255 for "no label" in segmentation. */
  readonly ignoreClass?: number | null;
}

/** Options of {@link SparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions extends LossOptions, OwnOptions {
  /** The axis of the classes; as in Keras no other than the last, -1, is supported. */
  readonly axis?: -1;
}

/** Cross-entropy of class numbers `[batch, ...]` and predictions `[batch, ..., classes]`. */
export function sparseCategoricalCrossentropy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { fromLogits = false, ignoreClass = null }: OwnOptions = {},
): tf.Tensor {
  const compute = () => {
    const predicted = toTensor(yPred);
    const numbers = classNumbers(
      'sparseCategoricalCrossentropy',
      toTensor(yTrue, 'int32'),
      predicted,
      "loss 'categoricalCrossentropy'",
    );
    const valid = ignoreClass === null ? null : tf.notEqual(numbers, tf.scalar(ignoreClass, 'int32'));
    const labels = valid === null ? numbers : tf.mul(numbers, tf.cast(valid, 'int32'));
    const classes = predicted.shape.at(-1)!;
    checkClassNumbers('sparseCategoricalCrossentropy', labels, classes);
    const logits = logitsOf(predicted) ?? (fromLogits ? predicted : probabilitiesAsLogits(predicted));
    const seen = valid === null ? logits : tf.where(tf.expandDims(valid, -1), logits, tf.zerosLike(logits));
    const losses = softmaxCrossEntropy(oneHot(labels, classes), seen);
    if (valid === null) return losses;
    const counted = tf.where(valid, losses, tf.zerosLike(losses));
    setMask(counted, valid);
    return counted;
  };
  // With a mask the caller needs both tensors, so only the caller can tidy.
  return ignoreClass === null ? tf.tidy(compute) : compute();
}

function probabilitiesAsLogits(probabilities: tf.Tensor): tf.Tensor {
  return tf.log(tf.clipByValue(probabilities, fuzz(), 1 - fuzz()));
}

/**
 * Cross-entropy of class numbers and predicted classes.
 *
 * Labels: integers `[batch, ...]`; predictions: `[batch, ..., classes]`.
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#sparsecategoricalcrossentropy-class
 *
 * @example
 * const loss = new losses.SparseCategoricalCrossentropy({ fromLogits: true });
 * loss([1], [[0.5, 2, -1]]);
 */
export class SparseCategoricalCrossentropy extends LossFunctionWrapper<OwnOptions> {
  constructor(given: SparseCategoricalCrossentropyOptions = {}) {
    const {
      fromLogits = false,
      ignoreClass = null,
      axis = -1,
      ...options
    } = checkObject('SparseCategoricalCrossentropy', given, 'fromLogits');
    checkNumber('SparseCategoricalCrossentropy', 'axis', axis, '-1, the last axis', (n) => n === -1);
    if (ignoreClass !== null) checkInteger('SparseCategoricalCrossentropy', 'ignoreClass', ignoreClass);
    super(sparseCategoricalCrossentropy, options, { fromLogits, ignoreClass });
  }
}
