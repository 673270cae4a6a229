import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { softmaxCrossEntropy } from '../backends/operations/cross-entropy.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { logitsOf } from '../backends/operations/logits.js';
import { checkInteger, checkObject, checkRange } from '../support/check.js';
import { positiveAxis } from '../support/shape.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { checkSameShape } from './same-rank.js';

interface OwnOptions {
  /** True: predictions are logits; false (default): probabilities, as softmax gives them. */
  readonly fromLogits?: boolean;
  /** In [0, 1]: labels become `label * (1 - s) + s / classes`. 0 by default. */
  readonly labelSmoothing?: number;
  /** The axis of the classes, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link CategoricalCrossentropy}. */
export interface CategoricalCrossentropyOptions extends LossOptions, OwnOptions {}

/** Cross-entropy of one-hot labels and predictions over the axis of the classes. */
export function categoricalCrossentropy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { fromLogits = false, labelSmoothing = 0, axis = -1 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const given = toTensor(yPred);
    const labels = toTensor(yTrue);
    checkSameShape(
      'categoricalCrossentropy',
      labels,
      given,
      "one-hot labels, as utils.toCategorical(y) gives them, or loss 'sparseCategoricalCrossentropy' for class numbers",
    );
    const logits = logitsOf(given) ?? (fromLogits ? given : undefined);
    const target = smoothLabels(labels, labelSmoothing);
    if (logits !== undefined)
      return softmaxCrossEntropy(classesLast(target, axis), classesLast(logits, axis));
    const normalized = tf.div(given, tf.sum(given, axis, true));
    return tf.neg(tf.sum(tf.mul(target, tf.log(tf.clipByValue(normalized, fuzz(), 1 - fuzz()))), axis));
  });
}

/** Mixes one-hot labels with the uniform distribution. */
export function smoothLabels(labels: tf.Tensor, smoothing: number): tf.Tensor {
  if (smoothing === 0) return labels;
  return tf.add(tf.mul(labels, 1 - smoothing), smoothing / labels.shape.at(-1)!);
}

/** The tensor with the axis of the classes moved to the end. */
function classesLast(x: tf.Tensor, axis: number): tf.Tensor {
  const index = positiveAxis('categoricalCrossentropy', axis, x.rank);
  if (index === x.rank - 1) return x;
  const order = x.shape.map((_, i) => i).filter((i) => i !== index);
  return tf.transpose(x, [...order, index]);
}

/**
 * Cross-entropy of one-hot labels and predicted classes.
 *
 * Labels and predictions: `[batch, ..., classes]`. A ShapeError says so if labels are class numbers.
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#categoricalcrossentropy-class
 *
 * @example
 * const loss = new losses.CategoricalCrossentropy({ fromLogits: true });
 * loss([[0, 1, 0]], [[0.5, 2, -1]]);
 */
export class CategoricalCrossentropy extends LossFunctionWrapper<OwnOptions> {
  constructor(given: CategoricalCrossentropyOptions = {}) {
    const {
      fromLogits = false,
      labelSmoothing = 0,
      axis = -1,
      ...options
    } = checkObject('CategoricalCrossentropy', given, 'fromLogits');
    checkRange('CategoricalCrossentropy', 'labelSmoothing', labelSmoothing, 0, 1);
    checkInteger('CategoricalCrossentropy', 'axis', axis);
    super(categoricalCrossentropy, options, { fromLogits, labelSmoothing, axis });
  }
}
