import assert from 'node:assert/strict';
import { it } from 'node:test';

it('is a module that does nothing outside of a thread; map-threads.test.ts runs it in one', async () => {
  assert.deepEqual(Object.keys(await import('../../../../src/data/threads/map-worker.js')), []);
});
