import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('prefetch', () => {
  before(ensureReady);
  it('changes no element and no order', async () => {
    assert.deepEqual(await collect(Dataset.range(3).prefetch(2)), [0, 1, 2]);
    assert.deepEqual(await collect(later(4).prefetch(-1)), [0, 1, 2, 3]);
    assert.deepEqual(await collect(later(4).prefetch(0)), [0, 1, 2, 3]);
  });
  it('begins elements before they are asked for, no more than it may', async () => {
    let begun = 0;
    const dataset = Dataset.range(9)
      .map(async (x) => {
        begun += 1;
        await wait(1);
        return x.dataSync()[0]!;
      })
      .prefetch(3);
    const stream = dataset[Symbol.asyncIterator]();
    await stream.next();
    await wait(60);
    assert.equal(begun, 4);
    await stream.return(undefined);
  });
  it('passes an error on when its element is due', async () => {
    const broken = later(4).map(async (x) => {
      if (x.dataSync()[0] === 2) throw new Error('two');
      return x.dataSync()[0]!;
    });
    const found: number[] = [];
    await assert.rejects(async () => {
      for await (const x of broken.prefetch(3)) found.push(x.dataSync()[0]!);
    }, /element 2: two/);
    assert.deepEqual(found, [0, 1]);
  });
  it('goes on behind an element that failed where errors are ignored', async () => {
    const some = later(5).map(async (x) => {
      if (x.dataSync()[0] === 2) throw new Error('two');
      return x;
    });
    assert.deepEqual(await collect(some.prefetch(2).ignoreErrors()), [0, 1, 3, 4]);
  });
});
