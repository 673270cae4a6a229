import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('concatenate', () => {
  before(ensureReady);
  it('gives one after the other', async () => {
    assert.deepEqual(await collect(Dataset.range(2).concatenate(Dataset.range(5, 7))), [0, 1, 5, 6]);
    assert.deepEqual(await collect(later(2).concatenate(later(1))), [0, 1, 0]);
    assert.equal(Dataset.range(2).concatenate(Dataset.range(3)).cardinality(), 5);
    assert.equal(later(2).repeat().concatenate(later(1).unique()).cardinality(), Infinity);
  });
  it('refuses what is no dataset', () => {
    assert.throws(() => Dataset.range(2).concatenate([1] as never), /expected a dataset; received \[1\]/);
  });
});
