import type * as tf from '@tensorflow/tfjs-core';
import { ConfigurableCallable } from '../support/configurable.js';

export interface Regularizer {
  /** The penalty, a scalar that is added to the loss. */
  (x: tf.Tensor): tf.Tensor;
}

/**
 * A penalty on weights or outputs; a subclass computes it in `call`.
 *
 * Source: https://keras.io/api/layers/regularizers/
 *
 * @example
 * class Sum extends regularizers.Regularizer {
 *   call(x: Tensor) {
 *     return tf.sum(x);
 *   }
 * }
 * new Sum()(tf.tensor([1, 2])).numpy(); // 3
 */
export abstract class Regularizer extends ConfigurableCallable {
  /** The penalty, a scalar. */
  abstract call(x: tf.Tensor): tf.Tensor;

  override invoke(x: tf.Tensor): tf.Tensor {
    return this.call(x);
  }
}
