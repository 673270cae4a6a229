import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';
import { labelsAndPredictions } from './prepare.js';
import { signedLabels } from './signed-labels.js';

/** The mean of `max(1 - yTrue * yPred, 0)` over the last axis; labels 0 and 1 stand for -1 and 1. */
export function hinge(yTrue: TensorInput, yPred: TensorInput): tf.Tensor {
  return tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('hinge', yTrue, yPred);
    // At the limit itself there is a slope, which tf.relu has not.
    return tf.mean(tf.maximum(tf.sub(1, tf.mul(signedLabels(labels), predicted)), 0), -1);
  });
}

/**
 * The hinge loss, for labels -1 and 1 (or 0 and 1).
 *
 * Source: https://keras.io/api/losses/hinge_losses/#hinge-class
 *
 * @example
 * new losses.Hinge()([[-1, 1]], [[0.5, 0.5]]).numpy(); // 1
 */
export class Hinge extends LossFunctionWrapper {
  constructor(options: LossOptions = {}) {
    super(hinge, options);
  }
}
