import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import {
  type EachValue,
  type Outcome,
  outcomeOf,
  type StepArguments,
  StepFunction,
} from '../../../src/backends/recording/step-function.js';
import type { StepLogs } from '../../../src/models/step-logs.js';
import { StepRunner } from '../../../src/models/step-runner.js';

before(ensureReady);

function runnerOf(
  step: (batch: StepArguments) => Outcome<StepLogs>,
  losses?: (found: readonly EachValue[]) => void,
  stepsPerExecution: number | 'auto' = 'auto',
): StepRunner {
  const made = new StepFunction('step', step, { eagerly: false, jit: 'auto' });
  return new StepRunner(made, { planned: 100, stepsPerExecution, state: '' }, losses);
}

it('runs each step in a tidy, keeps the last logs only, and gives all back', async () => {
  const start = tf.memory().numTensors;
  let disposed = 0;
  const losses: number[] = [];
  const runner = runnerOf(
    ([x]) => {
      const loss = tf.sum(x as tf.Tensor);
      return outcomeOf({ loss } as StepLogs, loss);
    },
    (found) => losses.push(...found.map(({ values }) => values.dataSync()[0]!)),
  );
  assert.deepEqual(await runner.logs(), {});
  for (const value of [1, 2]) {
    runner.run([{ size: 1, tensors: () => [tf.scalar(value)], dispose: () => void disposed++ }]);
  }
  assert.deepEqual([await runner.logs(), disposed, losses], [{ loss: 2 }, 2, [1, 2]]);
  assert.equal(tf.memory().numTensors, start + 1);
  runner.end();
  assert.equal(tf.memory().numTensors, start);
});

it('gives the batch back after an error too', () => {
  let disposed = 0;
  const runner = runnerOf(() => assert.fail('in the step'));
  const batch = { size: 1, tensors: () => [tf.scalar(1)] as const, dispose: () => void disposed++ };
  const start = tf.memory().numTensors;
  assert.throws(() => runner.run([batch]), /in the step/);
  assert.deepEqual([disposed, tf.memory().numTensors], [1, start]);
});

const zeros = (size: number, length = 1) => ({ size, tensors: () => [tf.zeros([length])] as const });

it('takes as many batches as were asked for, or as fit into the time of a call', () => {
  const step = () => outcomeOf({ loss: 1 } as StepLogs);
  assert.equal(runnerOf(step, undefined, 5).batchesFrom(zeros(1)), 5);
  const runner = runnerOf(step);
  assert.equal(runner.batchesFrom(zeros(1)), 1);
  runner.run([zeros(1)]);
  const found = runner.batchesFrom(zeros(1));
  assert.ok(found > 1 && found <= 64);
  const large = runnerOf(step);
  large.run([zeros(1, 2 ** 22)]);
  assert.equal(large.batchesFrom(zeros(1)), 1);
});

it('begins with as many batches as the last run of the same step took, if they are of the same size', () => {
  const step = new StepFunction('step', () => outcomeOf({ loss: 1 } as StepLogs), {
    eagerly: false,
    jit: 'auto',
  });
  const plan = { planned: 100, stepsPerExecution: 'auto', state: '' } as const;
  const first = new StepRunner(step, plan);
  for (let i = 0; i < 3; i++) first.run([zeros(32)]);
  // The last one of an epoch.
  first.run([zeros(7)]);
  const second = new StepRunner(step, plan);
  assert.equal(second.batchesFrom(zeros(7)), 1);
  assert.ok(second.batchesFrom(zeros(32)) > 1);
});
