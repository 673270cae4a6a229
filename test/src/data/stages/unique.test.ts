import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

before(ensureReady);

it('unique gives each element once', async () => {
  assert.deepEqual(await collect(Dataset.fromTensorSlices([1, 2, 1, 3, 2]).unique()), [1, 2, 3]);
});
