import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stoppable } from '../../../../src/backends/install/stop.js';
import { clearInterrupt, raiseInterrupt } from '../../../../src/support/interrupt.js';

test('gives what the work gives, and its errors', async () => {
  assert.equal(await stoppable(async () => 1), 1);
  await assert.rejects(
    stoppable(async () => {
      throw new Error('no');
    }),
    /^Error: no$/,
  );
});

test('the user’s interrupt stops the work', async () => {
  const work = stoppable(
    (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut off')))),
  );
  raiseInterrupt();
  clearInterrupt();
  await assert.rejects(work, { name: 'KeyboardInterrupt' });
});

test('listens to signals while it works, where nobody else does', async () => {
  const other = () => {};
  process.on('SIGHUP', other);
  const counts = () => (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => process.listenerCount(name));
  const before = counts();
  await stoppable(async () => {
    assert.equal(process.listenerCount('SIGTERM'), 1);
    assert.equal(process.listenerCount('SIGHUP'), before[2]);
  });
  assert.deepEqual(counts(), before);
  process.off('SIGHUP', other);
});
