import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regularizerFamily } from '../../../src/regularizers/get.js';
import '../../../src/regularizers/registered.js';

test('all four come back from their saved configuration', () => {
  const names = regularizerFamily.registry.list();
  assert.equal(names.length, 4);
  for (const name of names) {
    const made = regularizerFamily.get(name);
    assert.deepEqual(
      regularizerFamily.get({ class_name: name, config: made.getConfig() }).getConfig(),
      made.getConfig(),
    );
  }
});
