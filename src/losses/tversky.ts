import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { checkObject } from '../support/check.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

interface OwnOptions {
  /** The weight of what is missed, 0.5 by default. */
  readonly alpha?: number;
  /** The weight of what is wrong, 0.5 by default. */
  readonly beta?: number;
  /** The axes of one sample; all together by default. */
  readonly axis?: number | readonly number[] | null;
}

/** Options of {@link Tversky}. */
export interface TverskyOptions extends LossOptions, OwnOptions {}

/** `1 - overlap / (overlap + alpha * missed + beta * wrong)`, over all axes or those given. */
export function tversky(
  yTrue: TensorInput,
  yPred: TensorInput,
  { alpha = 0.5, beta = 0.5, axis = null }: OwnOptions = {},
): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('tversky', yTrue, yPred);
    const axes = (axis ?? undefined) as number | number[] | undefined;
    const overlap = tf.sum(tf.mul(labels, predicted), axes);
    const missed = tf.sum(tf.mul(tf.sub(1, predicted), labels), axes);
    const wrong = tf.sum(tf.mul(predicted, tf.sub(1, labels)), axes);
    const size = tf.add(overlap, tf.add(tf.mul(missed, alpha), tf.mul(wrong, beta)));
    return tf.sub(1, tf.div(overlap, tf.add(size, fuzz())));
  });
}

/**
 * The Tversky loss, for masks of segmentation: the Dice loss with weights for what is missed and what is wrong.
 *
 * Source: https://keras.io/api/losses/segmentation_losses/#tversky-class
 *
 * @example
 * new losses.Tversky()([[1, 0]], [[0.8, 0.4]]);
 */
export class Tversky extends LossFunctionWrapper<OwnOptions> {
  constructor(given: TverskyOptions = {}) {
    const { alpha = 0.5, beta = 0.5, axis = null, ...options } = checkObject('Tversky', given, 'alpha');
    super(tversky, options, { alpha, beta, axis });
  }
}
