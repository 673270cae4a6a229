import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('repeat', () => {
  before(ensureReady);
  it('gives the elements again and again', async () => {
    assert.deepEqual(await collect(Dataset.range(2).repeat(3)), [0, 1, 0, 1, 0, 1]);
    assert.deepEqual(await collect(later(2).repeat(2)), [0, 1, 0, 1]);
    assert.deepEqual(await collect(Dataset.range(2).repeat().take(5)), [0, 1, 0, 1, 0]);
    assert.deepEqual(await collect(Dataset.range(2).repeat(0)), []);
    assert.deepEqual(
      [Dataset.range(2).repeat(3), Dataset.range(2).repeat(), Dataset.range(2).repeat(0)].map((one) =>
        one.cardinality(),
      ),
      [6, Number.POSITIVE_INFINITY, 0],
    );
    const some = Dataset.range(9).filter((x) => x.dataSync()[0]! > 3);
    assert.deepEqual(
      [some.repeat(), some.repeat(0), some.repeat(2), some.repeat().take(4)].map((one) => one.cardinality()),
      [Number.POSITIVE_INFINITY, 0, null, 4],
    );
  });
  it('ends where there is nothing to repeat', async () => {
    assert.deepEqual(await collect(Dataset.range(0).repeat()), []);
  });
});
