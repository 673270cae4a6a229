import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

before(ensureReady);

it('takeWhile gives what comes before the first that does not fit', async () => {
  const values = Dataset.fromTensorSlices([1, 2, 1, 3, 2]);
  assert.deepEqual(await collect(values.takeWhile((x) => x.less(3))), [1, 2, 1]);
});
