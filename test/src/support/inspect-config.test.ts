import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectConfig } from '../../../src/support/inspect-config.js';

test('options by their names here, without those that say nothing', () => {
  const config = {
    name: 'adam',
    learning_rate: Math.fround(0.001),
    beta_1: 0.9,
    clipnorm: null,
    use_ema: false,
  };
  assert.equal(inspectConfig('Adam', config), 'Adam { learningRate: 0.001, beta1: 0.9 }');
  assert.equal(inspectConfig('Adam', { ...config, name: 'mine' }).slice(0, 20), "Adam { name: 'mine',");
  assert.equal(inspectConfig('Mean', { name: 'mean', dtype: 'float32' }), 'Mean');
});

test('saved objects inside print as themselves', () => {
  const schedule = { class_name: 'ExponentialDecay', config: { decay_rate: 0.9, name: 'ExponentialDecay' } };
  assert.equal(
    inspectConfig('SGD', { learning_rate: schedule }),
    'SGD { learningRate: ExponentialDecay { decayRate: 0.9 } }',
  );
});
