import assert from 'node:assert/strict';
import { it } from 'node:test';
import { listStream } from '../../../../src/data/stage.js';
import { aheadOf } from '../../../../src/data/stages/ahead-of.js';

it('goes on from calls that are under way, no more at a time than it may', async () => {
  let [running, most] = [0, 0];
  const apply = async (item: number | null) => {
    if (item === null) return null;
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return item * 10;
  };
  const next = aheadOf(listStream([1, 2, 3]), apply, 2, true, [Promise.resolve(0)]);
  const found: (number | null)[] = [];
  for (let i = 0; i < 5; i++) found.push(await next());
  assert.deepEqual([found, most], [[0, 10, 20, 30, null], 2]);
});
