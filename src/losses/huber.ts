import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { checkObject, checkRange } from '../support/check.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';

interface OwnOptions {
  /** Where the two meet, 1 by default. */
  readonly delta?: number;
}

/** Options of {@link Huber}. */
export interface HuberOptions extends LossOptions, OwnOptions {}

/** The mean over the last axis of `error^2 / 2` up to delta, and of `delta * |error| - delta^2 / 2` above. */
export function huber(yTrue: TensorInput, yPred: TensorInput, { delta = 1 }: OwnOptions = {}): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('huber', yTrue, yPred);
    const size = tf.abs(tf.sub(predicted, labels));
    const squared = tf.mul(0.5, tf.square(size));
    const straight = tf.sub(tf.mul(delta, size), 0.5 * delta * delta);
    return tf.mean(tf.where(tf.lessEqual(size, delta), squared, straight), -1);
  });
}

/**
 * Squared errors when small, absolute errors when large: outliers count less.
 *
 * Source: https://keras.io/api/losses/regression_losses/#huber-class
 *
 * @example
 * new losses.Huber({ delta: 1 })([[0, 1]], [[3, 1]]).numpy(); // 1.25
 */
export class Huber extends LossFunctionWrapper<OwnOptions> {
  constructor(given: HuberOptions = {}) {
    const { delta = 1, ...options } = checkObject('Huber', given, 'delta');
    checkRange('Huber', 'delta', delta, 0, Infinity);
    // Keras's name of it, unlike the others.
    super(huber, { ...options, name: options.name ?? 'huber_loss' }, { delta });
  }
}
