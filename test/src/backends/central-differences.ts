import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { ramp } from './kernels/on-both-backends.js';

/**
 * Compares the gradients of `compute` (weighted, so that no two outputs count the same) with central differences
 * at every element of every input.
 */
export function gradientsAgree(
  compute: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: tf.Tensor[],
  tolerance = 1e-2,
): void {
  const weights = ramp(compute(...inputs).shape, 3);
  const objective = (...args: tf.Tensor[]) => tf.sum(tf.mul(compute(...args), weights)) as tf.Scalar;
  const gradients = tf.grads(objective)(inputs);
  const step = 1e-2;
  for (const [index, input] of inputs.entries()) {
    const values = input.dataSync<'float32'>();
    const gradient = gradients[index]!.dataSync();
    for (let k = 0; k < values.length; k++) {
      const at = (shift: number): number => {
        const moved = values.slice();
        moved[k] = moved[k]! + shift;
        const args = inputs.map((other, i) => (i === index ? tf.tensor(moved, input.shape) : other));
        return objective(...args).dataSync()[0]!;
      };
      const numeric = (at(step) - at(-step)) / (2 * step);
      assert.ok(
        Math.abs(numeric - gradient[k]!) <= tolerance * Math.max(1, Math.abs(numeric)),
        `input ${index}, element ${k}: gradient ${gradient[k]}, central difference ${numeric}`,
      );
    }
  }
}
