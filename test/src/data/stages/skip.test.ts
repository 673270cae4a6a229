import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('skip', () => {
  before(ensureReady);
  it('passes over the first elements, all for -1', async () => {
    assert.deepEqual(await collect(Dataset.range(5).skip(3)), [3, 4]);
    assert.deepEqual(await collect(later(4).skip(1)), [1, 2, 3]);
    assert.deepEqual(await collect(Dataset.range(3).skip(-1)), []);
    assert.deepEqual(await collect(Dataset.range(3).skip(7)), []);
    assert.deepEqual(
      [Dataset.range(5).skip(3).cardinality(), Dataset.range(5).skip(-1).cardinality()],
      [2, 0],
    );
  });
});
