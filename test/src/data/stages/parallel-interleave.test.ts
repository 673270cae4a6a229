import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { AUTOTUNE } from '../../../../src/data/stage.js';
import { collect } from '../collect.js';

/** Elements `10 * n + i` of datasets of 0 to 4, each of which is waited for; how many were waited for at a time. */
function waiting() {
  const seen = { now: 0, most: 0, open: 0 };
  const make = (n: number) =>
    Dataset.fromGenerator(async function* () {
      seen.open += 1;
      try {
        for (let i = 0; i < (n * 2) % 5; i++) {
          seen.most = Math.max(seen.most, ++seen.now);
          await new Promise((resolve) => setTimeout(resolve, 2));
          seen.now -= 1;
          yield n * 10 + i;
        }
      } finally {
        seen.open -= 1;
      }
    });
  return { seen, make: (x: { dataSync(): ArrayLike<number> }) => make(x.dataSync()[0] as number) };
}

describe('interleave of datasets that are read at a time', () => {
  before(ensureReady);

  it('gives the order of those that are read in turn', async () => {
    for (const [cycleLength, blockLength] of [
      [2, 1],
      [3, 2],
      [4, 1],
    ] as const) {
      const { seen, make } = waiting();
      const options = { cycleLength, blockLength };
      const expected = await collect(Dataset.range(7).interleave(make, options));
      assert.equal(seen.most, 1);
      const parallel = Dataset.range(7).interleave(make, { ...options, numParallelCalls: AUTOTUNE });
      assert.deepEqual(await collect(parallel), expected);
      assert.equal(seen.most, cycleLength);
      await collect(Dataset.range(7).interleave(make, { ...options, numParallelCalls: 2 }));
      assert.equal(seen.open, 0);
    }
  });

  it('passes over what has to be waited for, if told to', async () => {
    const slow = Dataset.range(2).map(async (x) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return x.add(10);
    });
    const sources = (x: { dataSync(): ArrayLike<number> }) =>
      x.dataSync()[0] === 0 ? slow : Dataset.range(2);
    const options = { cycleLength: 2, numParallelCalls: 2, deterministic: false };
    assert.deepEqual(await collect(Dataset.range(2).interleave(sources, options)), [0, 1, 10, 11]);
  });

  it('ends its readings when the loop does, and names the element that fails', async () => {
    const { seen, make } = waiting();
    const options = { cycleLength: 3, numParallelCalls: 3 };
    for await (const _ of Dataset.range(4).interleave(make, options)) break;
    assert.equal(seen.open, 0);
    const failing = Dataset.range(4).interleave((x) => {
      if (x.dataSync()[0] === 2) throw new Error('no');
      return make(x);
    }, options);
    await assert.rejects(collect(failing), /Dataset.interleave, element 2: no/);
    assert.equal(seen.open, 0);
    assert.throws(
      () => Dataset.range(1).interleave(make, { numParallelCalls: 0 }),
      /numParallelCalls must be a positive integer/,
    );
  });
});
