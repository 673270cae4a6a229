import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('unbatch', () => {
  before(ensureReady);
  it('takes batches apart', async () => {
    assert.deepEqual(await collect(Dataset.range(5).batch(2).unbatch()), [0, 1, 2, 3, 4]);
    assert.deepEqual(
      await collect(
        Dataset.zip([later(3).batch(2), Dataset.range(4).batch(2)])
          .take(1)
          .unbatch(),
      ),
      [
        [0, 0],
        [1, 1],
      ],
    );
  });
  it('knows how many there are where all batches are full', () => {
    assert.equal(Dataset.range(9).batch(2, { dropRemainder: true }).unbatch().cardinality(), 8);
    assert.equal(
      Dataset.fromTensors([[1, 2, 3]])
        .repeat(2)
        .unbatch()
        .cardinality(),
      2,
    );
    assert.equal(Dataset.range(9).batch(2).unbatch().cardinality(), null);
  });
  it('refuses elements without a first axis, or with different ones', async () => {
    await assert.rejects(
      collect(Dataset.range(3).unbatch()),
      /Dataset.unbatch, element 0.*received a scalar/,
    );
    await assert.rejects(
      collect(Dataset.zip([Dataset.range(3).batch(2), Dataset.range(3).batch(3)]).unbatch()),
      /received 2 rows, 3 rows/,
    );
  });
});
