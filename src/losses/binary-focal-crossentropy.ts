import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { rememberLogits } from '../backends/operations/logits.js';
import { checkObject, checkRange } from '../support/check.js';
import { elementwise, smoothBinaryLabels } from './binary-crossentropy.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

interface OwnOptions {
  /** True: labels 1 weigh alpha, labels 0 weigh 1 - alpha. */
  readonly applyClassBalancing?: boolean;
  /** 0.25 by default. */
  readonly alpha?: number;
  /** How much less well classified elements count, 2 by default. */
  readonly gamma?: number;
  /** True: predictions are logits. */
  readonly fromLogits?: boolean;
  /** In [0, 1]; 0 by default. */
  readonly labelSmoothing?: number;
  /** The axis over which the mean is taken, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link BinaryFocalCrossentropy}. */
export interface BinaryFocalCrossentropyOptions extends LossOptions, OwnOptions {}

/** Binary cross-entropy in which well classified elements count less, the mean over the last axis. */
export function binaryFocalCrossentropy(
  yTrue: TensorInput,
  yPred: TensorInput,
  {
    applyClassBalancing = false,
    alpha = 0.25,
    gamma = 2,
    fromLogits = false,
    labelSmoothing = 0,
    axis = -1,
  }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('binaryFocalCrossentropy', yTrue, yPred);
    const target = smoothBinaryLabels(labels, labelSmoothing);
    const p = fromLogits ? rememberLogits(tf.sigmoid(predicted), predicted) : predicted;
    const entropy = elementwise(target, p, false);
    const other = tf.sub(1, target);
    const hit = tf.add(tf.mul(target, p), tf.mul(other, tf.sub(1, p)));
    const focal = tf.mul(tf.pow(tf.sub(1, hit), gamma), entropy);
    const balance = tf.add(tf.mul(target, alpha), tf.mul(other, 1 - alpha));
    return tf.mean(applyClassBalancing ? tf.mul(balance, focal) : focal, axis);
  });
}

/**
 * Binary cross-entropy in which well classified elements count less (Lin et al., 2018).
 *
 * Source: https://keras.io/api/losses/probabilistic_losses/#binaryfocalcrossentropy-class
 *
 * @example
 * new losses.BinaryFocalCrossentropy()([[1], [0]], [[0.9], [0.2]]);
 */
export class BinaryFocalCrossentropy extends LossFunctionWrapper<OwnOptions> {
  constructor(given: BinaryFocalCrossentropyOptions = {}) {
    const {
      applyClassBalancing = false,
      alpha = 0.25,
      gamma = 2,
      fromLogits = false,
      labelSmoothing = 0,
      axis = -1,
      ...options
    } = checkObject('BinaryFocalCrossentropy', given, 'applyClassBalancing');
    checkRange('BinaryFocalCrossentropy', 'labelSmoothing', labelSmoothing, 0, 1);
    super(binaryFocalCrossentropy, options, {
      applyClassBalancing,
      alpha,
      gamma,
      fromLogits,
      labelSmoothing,
      axis,
    });
  }
}
