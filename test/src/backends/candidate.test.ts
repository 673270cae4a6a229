import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absent } from '../../../src/backends/candidate.js';

test('an absent candidate says why, and cannot be loaded', async () => {
  const cuda = absent('cuda', 'no driver', 'install the driver');
  assert.deepEqual(await cuda.probe(), { state: 'absent', why: 'no driver', fix: 'install the driver' });
  await assert.rejects(cuda.load(), /no driver/);
});
