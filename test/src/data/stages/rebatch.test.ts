import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('rebatch', () => {
  before(ensureReady);
  it('makes batches of other sizes, which may take turns', async () => {
    const batches = Dataset.range(8).batch(3);
    const last = async (size: number | number[], options = {}) =>
      (await collect(batches.rebatch(size, options))).at(-1);
    assert.deepEqual(await last(5), [5, 6, 7]);
    assert.deepEqual(await last([1, 3], { dropRemainder: true }), [5, 6, 7]);
    assert.deepEqual(await last([1, 2], { dropRemainder: true }), [6]);
  });
  it('knows its number where rows are known', async () => {
    const known = Dataset.range(12).batch(4, { dropRemainder: true });
    for (const sizes of [5, [1, 2], [7, 1]])
      for (const dropRemainder of [true, false]) {
        const batches = known.rebatch(sizes, { dropRemainder });
        assert.equal(batches.cardinality(), (await collect(batches)).length);
      }
  });
  it('refuses what is no size, and elements without rows', async () => {
    assert.throws(
      () => Dataset.range(3).rebatch([2, 0]),
      /Dataset.rebatch: batchSize must be a positive integer/,
    );
    await assert.rejects(collect(Dataset.range(3).rebatch(2)), /Dataset.rebatch, element 0: .*a scalar/);
  });
});
