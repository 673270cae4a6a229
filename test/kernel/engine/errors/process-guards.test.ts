import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellContext, cellContext } from '../../../../kernel/engine/context/cell-context.js';
import { ExitRequest, guardProcess } from '../../../../kernel/engine/errors/process-guards.js';

const cell: CellContext = { id: 4, count: 4, source: '', allowStdin: false, ended: false };

test('process.exit in a cell throws, and says so; errors and rejections are handed on', () => {
  const heard: unknown[] = [];
  const { exit } = process;
  const before = process.listenerCount('uncaughtException');
  const release = guardProcess({
    thrown: (error, from) => heard.push(['thrown', error, from?.id]),
    rejected: (reason, from) => heard.push(['rejected', reason, from?.id]),
    exited: ({ code }, from) => heard.push(['exited', code, from?.id]),
  });
  try {
    assert.throws(
      () => cellContext.run(cell, () => process.exit(3)),
      (error) => error instanceof ExitRequest && error.code === 3,
    );
    // A socket's callback, which Node 20 calls in no context.
    assert.throws(() => process.exit(4), ExitRequest);
    const listener = process.listeners('uncaughtException').at(-1);
    cellContext.run(cell, () => listener?.(new Error('tick'), 'uncaughtException'));
    listener?.(new ExitRequest(0), 'uncaughtException');
    const promise = cellContext.run(cell, () => Promise.resolve());
    const refusal = process.listeners('unhandledRejection').at(-1);
    cellContext.run(cell, () => refusal?.('no', promise));
    const mine = () => {};
    for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, mine);
    listener?.(new Error('handled'), 'uncaughtException');
    refusal?.('handled', promise);
    for (const event of ['uncaughtException', 'unhandledRejection']) process.off(event, mine);
  } finally {
    release();
  }
  assert.deepEqual(heard, [
    ['exited', 3, 4],
    ['exited', 4, undefined],
    ['thrown', new Error('tick'), 4],
    ['rejected', 'no', 4],
  ]);
  assert.equal(process.exit, exit);
  assert.equal(process.listenerCount('uncaughtException'), before);
});
