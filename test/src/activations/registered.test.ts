import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activationRegistry, serialize } from '../../../src/activations/get.js';
import '../../../src/activations/registered.js';

test('every activation is found under the name under which it is saved', () => {
  const names = activationRegistry.list();
  assert.ok(names.length >= 29);
  for (const name of names) {
    const activation = activationRegistry.get(name);
    assert.equal(activationRegistry.get(serialize(activation) as string), activation, name);
  }
});
