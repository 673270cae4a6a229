import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

before(ensureReady);

it('enumerate numbers the elements', async () => {
  const values = Dataset.fromTensorSlices([7, 8]).enumerate(5);
  assert.deepEqual(await collect(values), [
    [5, 7],
    [6, 8],
  ]);
  assert.equal(values.cardinality(), 2);
});
