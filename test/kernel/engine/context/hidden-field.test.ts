import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hiddenField } from '../../../../kernel/engine/context/hidden-field.js';

test('objects carry a value of each field, and nobody sees it', () => {
  const one = hiddenField<number>();
  const other = hiddenField<string>();
  const promise = Promise.resolve(1);
  // Node's own, under a test that follows async hooks.
  const before = Reflect.ownKeys(promise);
  assert.equal(one.get(promise), undefined);
  one.set(promise, 1);
  other.set(promise, 'a');
  one.set(promise, 2);
  assert.equal(one.get(promise), 2);
  assert.equal(other.get(promise), 'a');
  assert.deepEqual(Reflect.ownKeys(promise), before);
  assert.equal(Object.getPrototypeOf(promise), Promise.prototype);
});
