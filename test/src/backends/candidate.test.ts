import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BACKEND_NAMES } from '../../../src/backends/candidate.js';

test('graphics cards come before processors, and plain JavaScript last', () => {
  assert.deepEqual(BACKEND_NAMES, ['cuda', 'native', 'webgpu', 'wasm', 'cpu']);
});
