import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { optimizerFamily } from '../../../src/optimizers/get.js';
import '../../../src/optimizers/registered.js';

before(ensureReady);

test('every optimizer comes back from its saved configuration', () => {
  const names = optimizerFamily.registry.list();
  assert.equal(names.length, 15);
  for (const name of names) {
    // One that has another in it has no defaults.
    const config = name === 'LossScaleOptimizer' ? { inner_optimizer: 'sgd' } : {};
    const optimizer = optimizerFamily.get({ class_name: name, config });
    const again = optimizerFamily.get({ class_name: name, config: optimizer.getConfig() });
    assert.deepEqual(again.getConfig(), optimizer.getConfig(), name);
  }
});
