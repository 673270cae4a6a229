import * as tf from '@tensorflow/tfjs-core';
import { alongLastAxis } from '../backends/operations/along-last-axis.js';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { checkObject, checkRange } from '../support/check.js';
import { smoothLabels } from './categorical-crossentropy.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

interface OwnOptions {
  /** The factor, 0.25 by default. */
  readonly alpha?: number;
  /** How much less well classified samples count, 2 by default. */
  readonly gamma?: number;
  /** True: predictions are logits. */
  readonly fromLogits?: boolean;
  /** In [0, 1]; 0 by default. */
  readonly labelSmoothing?: number;
  /** The axis of the classes, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link CategoricalFocalCrossentropy}. */
export interface CategoricalFocalCrossentropyOptions extends LossOptions, OwnOptions {}

/** Cross-entropy of one-hot labels in which well classified samples count less. */
export function categoricalFocalCrossentropy(
  yTrue: TensorInput,
  yPred: TensorInput,
  { alpha = 0.25, gamma = 2, fromLogits = false, labelSmoothing = 0, axis = -1 }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('categoricalFocalCrossentropy', yTrue, yPred);
    const target = smoothLabels(labels, labelSmoothing);
    const p = fromLogits
      ? alongLastAxis('categoricalFocalCrossentropy', predicted, axis, (x) => tf.softmax(x))
      : predicted;
    const q = tf.clipByValue(tf.div(p, tf.sum(p, axis, true)), fuzz(), 1 - fuzz());
    const entropy = tf.neg(tf.mul(target, tf.log(q)));
    return tf.sum(tf.mul(tf.mul(tf.pow(tf.sub(1, q), gamma), alpha), entropy), axis);
  });
}

/**
 * Cross-entropy of one-hot labels in which well classified samples count less (Lin et al., 2018).
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#categoricalfocalcrossentropy-class
 *
 * @example
 * new losses.CategoricalFocalCrossentropy()([[0, 1, 0]], [[0.1, 0.7, 0.2]]);
 */
export class CategoricalFocalCrossentropy extends LossFunctionWrapper<OwnOptions> {
  constructor(given: CategoricalFocalCrossentropyOptions = {}) {
    const {
      alpha = 0.25,
      gamma = 2,
      fromLogits = false,
      labelSmoothing = 0,
      axis = -1,
      ...options
    } = checkObject('CategoricalFocalCrossentropy', given, 'alpha');
    checkRange('CategoricalFocalCrossentropy', 'labelSmoothing', labelSmoothing, 0, 1);
    super(categoricalFocalCrossentropy, options, { alpha, gamma, fromLogits, labelSmoothing, axis });
  }
}
