import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../../backends/variable.js';

/** Moves an average towards a value: `average * momentum + value * (1 - momentum)`. */
export function follow(average: Variable, value: tf.Tensor, momentum: number): void {
  average.assign(tf.add(tf.mul(average, momentum), tf.mul(value, 1 - momentum)));
}
