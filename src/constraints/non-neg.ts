import * as tf from '@tensorflow/tfjs-core';
import { Constraint } from './constraint.js';

/**
 * No weight is below 0.
 *
 * @example
 * new constraints.NonNeg()(tf.tensor([1, -2])).numpy(); // [1, 0]
 */
export class NonNeg extends Constraint {
  override call(w: tf.Tensor): tf.Tensor {
    return tf.maximum(w, 0);
  }
}

/** Makes a {@link NonNeg}. */
export const nonNeg = () => new NonNeg();
