import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectNumber } from '../../../src/support/object-number.js';

test('an object keeps its number, and no other has it', () => {
  const [a, b] = [{}, {}];
  assert.equal(objectNumber(a), objectNumber(a));
  assert.notEqual(objectNumber(a), objectNumber(b));
});
