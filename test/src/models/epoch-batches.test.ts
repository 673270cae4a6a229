import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import type { BatchSource } from '../../../src/data/batch.js';
import { EpochBatches } from '../../../src/models/epoch-batches.js';

/** Batches of sizes 1, 2, ... */
function source(count: number, { once = false } = {}): BatchSource {
  let opened = 0;
  return {
    batches: count,
    samples: 99,
    open() {
      let size = once && opened > 0 ? count : 0;
      opened += 1;
      return { next: () => (size >= count ? null : { size: ++size, tensors: () => assert.fail() }) };
    },
  };
}

async function epoch(batches: EpochBatches): Promise<number[]> {
  const sizes: number[] = [];
  batches.begin();
  for (let next = await batches.next(); next !== null; next = await batches.next()) sizes.push(next.size);
  assert.equal(await batches.next(), null, 'an epoch that is over stays over');
  return sizes;
}

describe('EpochBatches', () => {
  it('is one pass over the data', async () => {
    const batches = new EpochBatches('fit', source(3), null);
    assert.deepEqual([batches.count, batches.samples], [3, 99]);
    assert.deepEqual(await epoch(batches), [1, 2, 3]);
    assert.deepEqual(await epoch(batches), [1, 2, 3]);
  });

  it('goes on from epoch to epoch with a number of steps, and begins again after the last batch, as in Keras', async () => {
    const warn = mock.method(console, 'warn', () => {});
    const batches = new EpochBatches('fit', source(3), 2);
    assert.deepEqual([batches.count, batches.samples], [2, null]);
    assert.deepEqual(
      [await epoch(batches), await epoch(batches), await epoch(batches)],
      [[1, 2], [3], [1, 2]],
    );
    await batches.end();
    assert.deepEqual(await epoch(batches), [1, 2]);
    assert.equal(warn.mock.callCount(), 1);
    const even = new EpochBatches('fit', source(4), 2);
    assert.deepEqual(
      [await epoch(even), await epoch(even), await epoch(even)],
      [
        [1, 2],
        [3, 4],
        [1, 2],
      ],
    );
    assert.equal(warn.mock.callCount(), 1);
    warn.mock.restore();
  });

  it('warns where the data runs out', async () => {
    const warn = mock.method(console, 'warn', () => {});
    const batches = new EpochBatches('fit', source(3, { once: true }), 2);
    assert.deepEqual([await epoch(batches), await epoch(batches)], [[1, 2], [3]]);
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /fit: the data ran out before 2 steps an epoch/);
    warn.mock.restore();
  });
});
