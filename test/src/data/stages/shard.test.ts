import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('shard', () => {
  before(ensureReady);
  it('gives each n-th element: the shards together are the whole', async () => {
    assert.deepEqual(await collect(Dataset.range(7).shard(3, 1)), [1, 4]);
    assert.deepEqual(await collect(later(7).shard(3, 0)), [0, 3, 6]);
    assert.deepEqual(
      [0, 1, 2].map((i) => Dataset.range(7).shard(3, i).cardinality()),
      [3, 2, 2],
    );
  });
  it('refuses an index that no shard has', () => {
    assert.throws(() => Dataset.range(7).shard(3, 3), /index must be less than 3; received 3/);
  });
});
