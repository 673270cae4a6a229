import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { StepRunner } from '../../../src/models/step-runner.js';

before(ensureReady);

it('runs each step in a tidy, keeps the last logs only, and gives all back', async () => {
  const start = tf.memory().numTensors;
  let disposed = 0;
  let after = 0;
  const runner = new StepRunner(
    ([x]) => ({ loss: tf.sum(x as tf.Tensor) }),
    () => {
      after += 1;
    },
  );
  assert.deepEqual(await runner.logs(), {});
  for (const value of [1, 2]) {
    runner.run({ size: 1, tensors: () => [tf.scalar(value)], dispose: () => void disposed++ });
  }
  assert.deepEqual([await runner.logs(), disposed, after], [{ loss: 2 }, 2, 2]);
  assert.equal(tf.memory().numTensors, start + 1);
  runner.end();
  assert.equal(tf.memory().numTensors, start);
});

it('gives the batch back after an error too', () => {
  let disposed = 0;
  const runner = new StepRunner(() => assert.fail('in the step'));
  const batch = { size: 1, tensors: () => [tf.scalar(1)] as const, dispose: () => void disposed++ };
  const start = tf.memory().numTensors;
  assert.throws(() => runner.run(batch), /in the step/);
  assert.deepEqual([disposed, tf.memory().numTensors], [1, start]);
});
