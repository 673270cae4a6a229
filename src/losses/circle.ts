import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { setMask } from '../backends/operations/mask.js';
import { checkObject } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import type { LossOptions } from './loss.js';
import { LossFunctionWrapper } from './loss-function-wrapper.js';

interface OwnOptions {
  /** The scale of similarities, 80 by default. */
  readonly gamma?: number;
  /** The relaxation, 0.4 by default. */
  readonly margin?: number;
  /** True (default): a sample is no neighbour of itself. */
  readonly removeDiagonal?: boolean;
}

/** Options of {@link Circle}. */
export interface CircleOptions extends LossOptions, OwnOptions {}

/** Stands for minus infinity: what is left out of a sum of exponentials. */
const NOTHING = -1e30;

/** The circle loss of each sample among the others of the batch; labels are class numbers `[batch]`. */
export function circle(
  yTrue: TensorInput,
  yPred: TensorInput,
  { gamma = 80, margin = 0.4, removeDiagonal = true }: OwnOptions = {},
): tf.Tensor {
  const embeddings = toTensor(yPred);
  const labels = toTensor(yTrue, 'int32');
  if (embeddings.rank !== 2 || labels.size !== embeddings.shape[0])
    throw new ShapeError(
      `circle: expected embeddings [batch, size] and one label each; received ${showShape(embeddings.shape)} and ${showShape(labels.shape)}.`,
    );
  const [loss, counts] = tf.tidy(() => {
    const distances = tf.relu(
      tf.sub(1, tf.matMul(embeddings as tf.Tensor2D, embeddings as tf.Tensor2D, false, true)),
    );
    const column = tf.reshape(labels, [-1, 1]);
    const same = tf.equal(column, tf.transpose(column));
    const self = tf.cast(tf.eye(labels.size), 'bool');
    const positive = removeDiagonal ? tf.logicalAnd(same, tf.logicalNot(self)) : same;
    const negative = tf.logicalNot(same);
    // The weights take part in the gradient, as in Keras.
    const pull = tf.mul(tf.add(margin, distances), tf.mul(-gamma, tf.sub(margin, distances)));
    const push = tf.mul(tf.relu(tf.sub(1 + margin, distances)), tf.mul(gamma, tf.sub(1 - margin, distances)));
    const sum = tf.add(logSumExpWhere(positive, pull), logSumExpWhere(negative, push));
    const value = tf.softplus(sum);
    return [value, tf.greater(value, 0)];
  });
  setMask(loss, counts);
  return loss;
}

function logSumExpWhere(mask: tf.Tensor, values: tf.Tensor): tf.Tensor {
  return tf.logSumExp(tf.where(mask, values, tf.fill(values.shape, NOTHING)), 1);
}

/**
 * Brings embeddings of one class together and takes those of others apart (Sun et al., 2020). Predictions are embeddings
 * of length one, labels are class numbers.
 *
 * Source: https://keras.io/api/losses/
 *
 * @example
 * new losses.Circle()([0, 0, 1], [[1, 0], [0.8, 0.6], [0, 1]]);
 */
export class Circle extends LossFunctionWrapper<OwnOptions> {
  constructor(given: CircleOptions = {}) {
    const {
      gamma = 80,
      margin = 0.4,
      removeDiagonal = true,
      ...options
    } = checkObject('Circle', given, 'gamma');
    super(circle, options, { gamma, margin, removeDiagonal });
  }
}
