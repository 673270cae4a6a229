import assert from 'node:assert/strict';
import { test } from 'node:test';
import { use } from '../../../src/backends/choose.js';
import { stepCompiler } from '../../../src/backends/step-compiler.js';
import { nativeMissing, useNative } from '../../native.js';

test('it belongs to the backend in use', { skip: nativeMissing }, async () => {
  await use('cpu');
  assert.equal(stepCompiler(), null);
  await useNative();
  assert.notEqual(stepCompiler(), null);
  await use('cpu');
  assert.equal(stepCompiler(), null);
});
