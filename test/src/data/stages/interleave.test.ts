import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('interleave', () => {
  before(ensureReady);
  const rows = (n: number, options: object) =>
    collect(Dataset.range(1, n + 1).interleave((x) => Dataset.fromTensors(x).repeat(3), options));
  it('takes from several datasets in turn', async () => {
    assert.deepEqual(await rows(3, { cycleLength: 2 }), [1, 2, 1, 2, 1, 2, 3, 3, 3]);
    assert.deepEqual(await rows(3, { cycleLength: 2, blockLength: 2 }), [1, 1, 2, 2, 1, 2, 3, 3, 3]);
    assert.deepEqual(await rows(2, { cycleLength: 5 }), [1, 2, 1, 2, 1, 2]);
  });
  it('refuses lengths that are none', () => {
    assert.throws(
      () => Dataset.range(1).interleave((x) => Dataset.fromTensors(x), { cycleLength: 0 }),
      /cycleLength/,
    );
  });
});
