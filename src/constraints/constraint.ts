import type * as tf from '@tensorflow/tfjs-core';
import { ConfigurableCallable } from '../support/configurable.js';

export interface Constraint {
  /** The allowed weights nearest to these. */
  (w: tf.Tensor): tf.Tensor;
}

/**
 * What weights must satisfy; applied after each update. A subclass computes the allowed weights in `call`.
 *
 * Source: https://keras.io/api/layers/constraints/
 *
 * @example
 * class AtMostOne extends constraints.Constraint {
 *   call(w: Tensor) {
 *     return tf.minimum(w, 1);
 *   }
 * }
 * new AtMostOne()(tf.tensor([0, 2])).numpy(); // [0, 1]
 */
export abstract class Constraint extends ConfigurableCallable {
  /** The allowed weights nearest to these. */
  abstract call(w: tf.Tensor): tf.Tensor;

  override invoke(w: tf.Tensor): tf.Tensor {
    return this.call(w);
  }
}
