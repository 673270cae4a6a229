import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { outcomeOf, StepFunction } from '../../../src/backends/recording/step-function.js';
import { CallbackList } from '../../../src/callbacks/callback-list.js';
import { EpochBatches } from '../../../src/models/epoch-batches.js';
import { runEpoch } from '../../../src/models/run-epoch.js';
import { StepClock } from '../../../src/models/step-clock.js';
import type { StepLogs } from '../../../src/models/step-logs.js';
import { StepRunner } from '../../../src/models/step-runner.js';
import { smallModel } from './small-model.js';

async function run(count: number, stepsPerExecution: number, stopAfter = Number.POSITIVE_INFINITY) {
  const calls: string[] = [];
  let samples = 0;
  let steps = 0;
  const step = () => {
    steps += 1;
    return outcomeOf({ loss: steps } as StepLogs);
  };
  const runner = new StepRunner(new StepFunction('step', step, { eagerly: true, jit: 'auto' }), {
    planned: count,
    stepsPerExecution,
    state: '',
  });
  const open = () => {
    let left = count;
    return { next: () => (left-- > 0 ? { size: 2, tensors: () => [[]] as const } : null) };
  };
  const done = await runEpoch({
    batches: new EpochBatches('fit', { batches: count, samples: null, open }, null),
    runner,
    callbacks: new CallbackList(
      {
        onTrainBatchBegin: (batch) => void calls.push(`begin ${batch}`),
        onTrainBatchEnd: (batch, logs) => void calls.push(`end ${batch}: ${logs['loss']}`),
      },
      { model: smallModel(), params: { epochs: 1, steps: count, verbose: 0 } },
    ),
    clock: new StepClock(),
    hooks: { begin: 'onTrainBatchBegin', end: 'onTrainBatchEnd' },
    together: null,
    stopped: () => steps >= stopAfter,
    stop: () => {},
    counted: (size) => {
      samples += size;
    },
  });
  return { calls, samples, done };
}

describe('runEpoch', () => {
  before(ensureReady);

  it('calls the hooks around each batch', async () => {
    assert.deepEqual(await run(2, 1), {
      calls: ['begin 0', 'end 0: 1', 'begin 1', 'end 1: 2'],
      samples: 4,
      done: 2,
    });
  });

  it('calls them around several batches of one execution', async () => {
    const { calls, done } = await run(5, 2);
    assert.deepEqual(
      [calls, done],
      [['begin 0', 'end 1: 2', 'begin 2', 'end 3: 4', 'begin 4', 'end 5: 5'], 5],
    );
  });

  it('stops when it is told', async () => {
    assert.equal((await run(9, 1, 3)).done, 3);
  });
});
