import * as tf from '@tensorflow/tfjs-core';
import { ConfigurableCallable } from '../../support/configurable.js';

export interface LearningRateSchedule {
  /** The learning rate at a step. */
  (step: tf.Tensor | number): tf.Tensor;
}

/**
 * A learning rate that changes from step to step (one step a batch); a subclass computes it in `call` from the step, a
 * float32 scalar, with tensor operations, so that a compiled step contains it.
 *
 * Source: https://keras.io/api/optimizers/learning_rate_schedules/
 *
 * @example
 * class Halving extends optimizers.schedules.LearningRateSchedule {
 *   call(step: Tensor) {
 *     return tf.div(0.1, tf.pow(2, tf.floor(tf.div(step, 1000))));
 *   }
 * }
 * new Halving()(2500).numpy(); // 0.025
 */
export abstract class LearningRateSchedule extends ConfigurableCallable {
  /** The learning rate at `step`, both scalars. */
  abstract call(step: tf.Tensor): tf.Tensor;

  override invoke(step: tf.Tensor | number): tf.Tensor {
    return tf.tidy(() => this.call(typeof step === 'number' ? tf.scalar(step) : tf.cast(step, 'float32')));
  }
}
