import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { optimizerFamily } from '../../../src/optimizers/get.js';
import '../../../src/optimizers/registered.js';

before(ensureReady);

test('every optimizer comes back from its saved configuration', () => {
  const names = optimizerFamily.registry.list();
  assert.equal(names.length, 14);
  for (const name of names) {
    const optimizer = optimizerFamily.get(name);
    const again = optimizerFamily.get({ class_name: name, config: optimizer.getConfig() });
    assert.deepEqual(again.getConfig(), optimizer.getConfig(), name);
  }
});
