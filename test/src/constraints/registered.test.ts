import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constraintFamily } from '../../../src/constraints/get.js';
import '../../../src/constraints/registered.js';

test('all four come back from their saved configuration', () => {
  const names = constraintFamily.registry.list();
  assert.equal(names.length, 4);
  for (const name of names) {
    const made = constraintFamily.get(name);
    assert.deepEqual(
      constraintFamily.get({ class_name: name, config: made.getConfig() }).getConfig(),
      made.getConfig(),
    );
  }
});
