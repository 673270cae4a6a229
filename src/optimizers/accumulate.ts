import * as tf from '@tensorflow/tfjs-core';
import { canAskForValues } from '../backends/recording/recorder.js';

/** Gradients that are gathered over several steps. */
export interface Accumulation {
  /** Those of this step. */
  readonly gradients: readonly tf.Tensor[];
  /** Where each is gathered. */
  readonly accumulators: readonly tf.Variable[];
  /** How many steps were taken before, an int32 scalar. */
  readonly steps: tf.Tensor;
  /** Every so many steps `update` is called. */
  readonly every: number;
  /** What `update` changes. */
  readonly state: readonly tf.Variable[];
  /** Updates variables with the mean of the gathered gradients. */
  update(means: tf.Tensor[]): void;
}

/**
 * Gathers gradients, and updates with their mean when it is time. Where nobody can ask whether it is, it updates at each step,
 * and keeps what was before where it is not.
 */
export function accumulate({ gradients, accumulators, steps, every, state, update }: Accumulation): void {
  const sums = gradients.map((gradient, i) => tf.add(gradient, accumulators[i]!));
  const means = () => sums.map((sum) => tf.div(sum, every));
  if (canAskForValues()) {
    const isTime = (steps.dataSync()[0]! + 1) % every === 0;
    accumulators.forEach((accumulator, i) => {
      accumulator.assign(isTime ? tf.zerosLike(accumulator) : sums[i]!);
    });
    if (isTime) update(means());
    return;
  }
  const isTime = tf.equal(tf.mod(tf.add(steps, int(1)), int(every)), int(0));
  updateWhere(isTime, state, () => update(means()));
  accumulators.forEach((accumulator, i) => {
    accumulator.assign(tf.where(isTime, tf.zerosLike(accumulator), sums[i]!));
  });
}

/** Changes variables by `update`, and gives them what they were before where `isTime` is false: for where that cannot be asked. */
export function updateWhere(isTime: tf.Tensor, state: readonly tf.Variable[], update: () => void): void {
  const before = state.map((variable) => variable.clone());
  update();
  state.forEach((variable, i) => {
    variable.assign(tf.where(isTime, variable, before[i]!));
  });
}

function int(value: number): tf.Scalar {
  return tf.scalar(value, 'int32');
}
