import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobEnd } from '../../../kernel/replicas/launch-script.js';
import { supervise } from '../../../kernel/replicas/supervise.js';

const died: JobEnd = { how: 'died', what: 'replica 1 of 2 died' };

async function watch(ends: readonly JobEnd[], restarts: number) {
  const left = [...ends];
  const said: string[] = [];
  const run = async () => left.shift()!;
  const code = await supervise({ run, restarts, say: (text) => void said.push(text) });
  return { code, said: said.join('\n'), runs: ends.length - left.length };
}

describe('supervise', () => {
  it('starts again after a death, as often as it may', async () => {
    const again = await watch([died, died, { how: 'done' }], 2);
    assert.deepEqual([again.code, again.runs], [0, 3]);
    assert.match(again.said, /replica 1 of 2 died.*starting again, 1 of 2/s);
    const never = await watch([died, died], 1);
    assert.equal(never.code, 1);
    assert.match(never.said, /was started again 1 time, which is the limit/);
    assert.match((await watch([died], 0)).said, /not started again/);
  });

  it('does not repeat a program that fails, nor one that was stopped', async () => {
    const failed = await watch([{ how: 'failed', what: 'it threw', code: 7 }, died], 3);
    assert.deepEqual([failed.code, failed.runs], [7, 1]);
    assert.equal((await watch([{ how: 'interrupted' }], 3)).code, 130);
  });
});
