import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject } from '../../../kernel/engine/is-object.js';

test('functions are objects, null is none', () => {
  for (const value of [{}, [], () => 1, class {}]) assert.ok(isObject(value));
  for (const value of [null, undefined, 1, 'a', Symbol('b'), 2n]) assert.ok(!isObject(value));
});
