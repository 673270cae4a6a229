import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schedules } from '../../../../src/optimizers/index.js';

test('a saved configuration or an instance; anything else is an error', () => {
  const schedule = schedules.get({
    class_name: 'ExponentialDecay',
    config: { initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.5 },
  });
  assert.ok(schedule instanceof schedules.ExponentialDecay);
  assert.equal(schedules.get(schedule), schedule);
  assert.throws(() => schedules.get({ class_name: 'ExponentialDecai' }), /Did you mean ExponentialDecay/);
  assert.throws(
    () => new schedules.CosineDecay({ initialLearningRate: 1, decaySteps: 0 }),
    /decaySteps must be a number above 0/,
  );
});
