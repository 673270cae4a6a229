import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { checkObject } from '../support/check.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

interface OwnOptions {
  /** The axes of one sample, such as [1, 2, 3]; all together by default. */
  readonly axis?: number | readonly number[] | null;
}

/** Options of {@link Dice}. */
export interface DiceOptions extends LossOptions, OwnOptions {}

/** `1 - 2 * overlap / (all of both)`, over all axes or those given. */
export function dice(yTrue: TensorInput, yPred: TensorInput, { axis = null }: OwnOptions = {}): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('dice', yTrue, yPred);
    const axes = (axis ?? undefined) as number | number[] | undefined;
    const overlap = tf.sum(tf.mul(labels, predicted), axes);
    const both = tf.add(tf.sum(labels, axes), tf.sum(predicted, axes));
    return tf.sub(1, tf.div(tf.mul(2, overlap), tf.add(both, fuzz())));
  });
}

/**
 * The Dice loss, for masks of segmentation: one minus twice the overlap by the size of both.
 *
 * Source: https://keras.io/api/losses/segmentation_losses/#dice-class
 *
 * @example
 * new losses.Dice()([[1, 0]], [[0.8, 0.4]]);
 */
export class Dice extends LossFunctionWrapper<OwnOptions> {
  constructor(given: DiceOptions = {}) {
    const { axis = null, ...options } = checkObject('Dice', given, 'axis');
    super(dice, options, { axis });
  }
}
