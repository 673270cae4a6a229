import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { setRandomSeed } from '../../../../src/backends/random.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

const numbers = async (dataset: Dataset<unknown>) => (await collect(dataset)) as number[];
const inOrder = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe('shuffle', () => {
  before(ensureReady);
  it('gives every element once, in another order', async () => {
    for (const dataset of [Dataset.range(50), later(50)]) {
      const found = await numbers(dataset.shuffle(50, { seed: 1 }) as Dataset<unknown>);
      assert.notDeepEqual(found, inOrder(found));
      assert.deepEqual(
        inOrder(found),
        Array.from({ length: 50 }, (_, i) => i),
      );
    }
  });
  it('moves an element no further forward than the buffer is large', async () => {
    const found = await numbers(Dataset.range(100).shuffle(10, { seed: 2 }));
    for (const [place, value] of found.entries()) assert.ok(value <= place + 9);
  });
  it('gives a new order in each reading, the same one with the same seed, or always the same', async () => {
    const seeded = () => Dataset.range(20).shuffle(20, { seed: 3 });
    const [once, again] = [seeded(), seeded()];
    const first = await numbers(once);
    const second = await numbers(once);
    assert.notDeepEqual(first, second);
    assert.deepEqual([await numbers(again), await numbers(again)], [first, second]);
    const fixed = Dataset.range(20).shuffle(20, { reshuffleEachIteration: false });
    assert.deepEqual(await numbers(fixed), await numbers(fixed));
  });
  it('is fixed by setRandomSeed', async () => {
    setRandomSeed(5);
    const first = await numbers(Dataset.range(20).shuffle(20));
    setRandomSeed(5);
    assert.deepEqual(await numbers(Dataset.range(20).shuffle(20)), first);
  });
  it('draws every order equally often', async () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 600; seed++) {
      const order = (await numbers(Dataset.range(3).shuffle(3, { seed }))).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    for (const count of counts.values())
      assert.ok(count > 60 && count < 150, `${count} of 600, expected about 100`);
  });
});
