import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('zip', () => {
  before(ensureReady);
  it('pairs elements until the shortest ends', async () => {
    assert.deepEqual(await collect(Dataset.zip([Dataset.range(3), later(2)])), [
      [0, 0],
      [1, 1],
    ]);
    assert.deepEqual(await collect(Dataset.zip(Dataset.range(1), Dataset.range(4, 6))), [[0, 4]]);
    assert.deepEqual(
      await collect(
        Dataset.zip({ a: Dataset.range(1), b: Dataset.zip([Dataset.range(9), Dataset.range(2)]) }),
      ),
      [{ a: 0, b: [0, 0] }],
    );
    assert.equal(Dataset.zip([Dataset.range(3), Dataset.range(8)]).cardinality(), 3);
  });
  it('refuses what is no dataset', () => {
    assert.throws(() => Dataset.zip([]), /expected datasets; received none/);
    assert.throws(() => Dataset.zip([Dataset.range(3), [1, 2]] as never), /Dataset.zip: expected datasets/);
  });
});
