import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import type { CellRun } from '../../../../src/layers/recurrent/cell.js';
import { scan } from '../../../../src/layers/recurrent/scan.js';

/** Adds each input to its state; the output is the state times 10. */
const adding: CellRun = {
  project: (inputs) => inputs,
  step: (x, [state]) => {
    const next = tf.add(x, state as tf.Tensor);
    return [tf.mul(next, 10), [next]];
  },
};
const steps = () => [1, 2, 3].map((n) => tf.tensor2d([[n], [n]]));
const all = { masks: null, zeroOutputForMask: false, keepOutputs: true };
const values = (tensors: readonly unknown[]) =>
  tensors.map((tensor) => [...(tensor as tf.Tensor).dataSync()]);
// The first sample counts at steps 0 and 2, the second at steps 1 and 2.
const masks = () => [tf.tensor1d([1, 0], 'bool'), tf.tensor1d([0, 1], 'bool'), tf.tensor1d([1, 1], 'bool')];

describe('scan', () => {
  before(ensureReady);

  it('runs over time', () => {
    const { outputs, states } = scan(adding, steps(), [tf.tensor2d([[0], [100]])], all);
    assert.deepEqual(values(outputs), [
      [10, 1010],
      [30, 1030],
      [60, 1060],
    ]);
    assert.deepEqual(values(states), [[6, 106]]);
  });

  it('keeps the last output alone', () => {
    const { outputs } = scan(adding, steps(), [tf.zeros([2, 1])], { ...all, keepOutputs: false });
    assert.deepEqual(values(outputs), [[60, 60]]);
  });

  it('a masked step keeps states and output; before the first that counts the output is zero', () => {
    const { outputs, states } = scan(adding, steps(), [tf.tensor2d([[0], [7]])], { ...all, masks: masks() });
    assert.deepEqual(values(outputs), [
      [10, 0],
      [10, 90],
      [40, 120],
    ]);
    assert.deepEqual(values(states), [[4, 12]]);
  });

  it('a masked step gives zero', () => {
    const options = { ...all, masks: masks(), zeroOutputForMask: true };
    assert.deepEqual(values(scan(adding, steps(), [tf.zeros([2, 1])], options).outputs), [
      [10, 0],
      [0, 20],
      [40, 50],
    ]);
  });
});
