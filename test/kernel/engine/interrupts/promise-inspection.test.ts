import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { hideHooksOfPromises } from '../../../../kernel/engine/interrupts/promise-inspection.js';

test('a promise prints as without async hooks, and keeps its context', async () => {
  const storage = new AsyncLocalStorage<string>();
  await storage.run('kept', async () => {
    const restore = hideHooksOfPromises();
    try {
      const promise = Promise.resolve({ a: Promise.resolve(1) });
      assert.equal(inspect(promise), 'Promise { { a: Promise { 1 } } }');
      await promise;
      assert.equal(storage.getStore(), 'kept');
    } finally {
      restore();
    }
    assert.equal(inspect.custom in Promise.prototype, false);
  });
});
