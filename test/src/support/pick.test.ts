import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pick } from '../../../src/support/pick.js';

test('pick keeps the named properties that are there', () => {
  assert.deepEqual(pick({ a: 1, b: 2, c: undefined }, ['a', 'c', 'd']), { a: 1, c: undefined });
});
