import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LearningRateScheduler } from '../../../src/callbacks/learning-rate-scheduler.js';
import { FakeTraining } from './fake-training.js';

it('LearningRateScheduler sets the rate of each epoch from the one before, and logs it', () => {
  const model = new FakeTraining();
  const callback = new LearningRateScheduler((epoch, rate) => rate / (epoch + 1));
  callback.setModel(model);
  callback.onEpochBegin(1);
  assert.equal(model.optimizer.learningRate, 0.05);
  const logs: Record<string, number> = {};
  callback.onEpochEnd(1, logs);
  assert.deepEqual(logs, { learning_rate: 0.05 });
  assert.throws(() => new LearningRateScheduler(0.1 as never), /schedule must be a function; received 0\.1/);
  const wrong = new LearningRateScheduler(() => 'x' as never);
  wrong.setModel(model);
  assert.throws(() => wrong.onEpochBegin(0), /schedule must give a number; received "x"/);
});
