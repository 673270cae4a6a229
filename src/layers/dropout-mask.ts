import * as tf from '@tensorflow/tfjs-core';
import { bernoulliMask, type Seed } from '../backends/random.js';
import type { KnownShape } from '../support/shape.js';

/** What dropout multiplies by: zero for a random share `rate`, and for the rest so much that the mean stays 1. */
export function dropoutMask(shape: KnownShape, rate: number, seed: Seed): tf.Tensor {
  if (rate === 1) return tf.zeros([...shape]);
  return tf.div(bernoulliMask(shape, 1 - rate, seed), 1 - rate);
}
