import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputMark, outputMarkStart } from '../../kernel/output-mark.js';

test('a mark names engine and cell, between two zero bytes', () => {
  assert.equal(outputMark('t', 12), '\0cellgrad:t:12\0');
  assert.ok(outputMark('t', 12).startsWith(outputMarkStart('t')));
});
