import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initializerFamily } from '../../../src/initializers/get.js';
import '../../../src/initializers/registered.js';

test('every initializer comes back from its saved configuration', () => {
  const names = initializerFamily.registry.list();
  assert.equal(names.length, 16);
  for (const name of names) {
    const made = initializerFamily.get(name);
    const again = initializerFamily.get({ class_name: name, config: made.getConfig() });
    assert.deepEqual(again.getConfig(), made.getConfig(), name);
  }
});
