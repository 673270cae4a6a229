import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startingWith } from '../../../kernel/debugger/starting-with.js';

test('an address is taken as it is written, and only at the beginning', () => {
  const pattern = new RegExp(startingWith('file:///n/a.b (1)/'));
  assert.match('file:///n/a.b (1)/c.ts', pattern);
  assert.doesNotMatch('file:///n/a-b (1)/c.ts', pattern);
  assert.doesNotMatch('xfile:///n/a.b (1)/', pattern);
});
