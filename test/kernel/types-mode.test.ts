import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTypesMode, TYPES_MODES } from '../../kernel/types-mode.js';

test('knows its modes and no others', () => {
  for (const mode of TYPES_MODES) assert.equal(isTypesMode(mode), true);
  for (const other of ['', 'on', 'Show', 'length']) assert.equal(isTypesMode(other), false);
});
