import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CellContext, cellContext, cellOf } from '../../../../kernel/engine/context/cell-context.js';

const cell = (id: number): CellContext => ({ id, count: id, source: '', allowStdin: false, ended: false });

test('the cell is followed through timers, promises and awaits', async () => {
  const seen: (number | undefined)[] = [];
  const note = () => seen.push(cellContext.getStore()?.id);
  const work = cellContext.run(cell(1), async () => {
    note();
    await 0;
    note();
    await new Promise((resolve) => setTimeout(resolve, 1));
    note();
    setTimeout(note, 1);
    process.nextTick(note);
    queueMicrotask(note);
    await sleep(10);
  });
  note();
  await work;
  assert.deepEqual(seen, [1, undefined, 1, 1, 1, 1, 1]);
  note();
  assert.equal(seen.at(-1), undefined);
});

test('the cell that made a promise is known outside of it', () => {
  const promise = cellContext.run(cell(2), () => Promise.resolve());
  const [major = 0] = process.versions.node.split('.').map(Number);
  // From Node 24 on the handlers that ask run in the promise's own context.
  if (major < 24) assert.equal(cellOf(promise)?.id, 2);
  assert.equal(cellContext.run(cell(3), () => cellOf(Promise.resolve()))?.id, 3);
});
