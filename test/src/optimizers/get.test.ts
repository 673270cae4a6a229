import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import * as optimizers from '../../../src/optimizers/index.js';

before(ensureReady);

test('a name in any case, a configuration with a schedule, an instance', () => {
  for (const id of ['rmsprop', 'RMSprop', 'RMSPROP'])
    assert.ok(optimizers.get(id) instanceof optimizers.RMSprop);
  assert.ok(optimizers.get('adamw') instanceof optimizers.AdamW);
  const first = new optimizers.Adam({
    learningRate: new optimizers.schedules.CosineDecay({ initialLearningRate: 0.1, decaySteps: 10 }),
    beta1: 0.8,
  });
  const again = optimizers.get({ class_name: 'Adam', config: first.getConfig() });
  assert.deepEqual(again.getConfig(), first.getConfig());
  assert.equal(optimizers.get(first), first);
});

test('an unknown name names the nearest', () => {
  assert.throws(
    () => optimizers.get('adan'),
    /optimizer: expected a known name; received "adan"\. Did you mean Adam/,
  );
});
