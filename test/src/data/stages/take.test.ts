import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('take', () => {
  before(ensureReady);
  it('gives the first elements, all for -1, none for 0', async () => {
    assert.deepEqual(await collect(Dataset.range(5).take(2)), [0, 1]);
    assert.deepEqual(await collect(later(3).take(9)), [0, 1, 2]);
    assert.deepEqual(await collect(Dataset.range(3).take(-1)), [0, 1, 2]);
    assert.deepEqual(await collect(Dataset.range(3).take(0)), []);
    assert.deepEqual(
      [Dataset.range(5).take(2).cardinality(), Dataset.range(5).take(9).cardinality()],
      [2, 5],
    );
  });
  it('refuses other counts', () => {
    assert.throws(
      () => Dataset.range(3).take(-2),
      /Dataset.take: count must be at least 0, or -1; received -2/,
    );
    assert.throws(() => Dataset.range(3).take(1.5), /integer/);
  });
});
