import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

describe('flatMap', () => {
  before(ensureReady);
  it('gives the elements of the datasets that the function gives', async () => {
    const found = Dataset.range(1, 4).flatMap((x) => Dataset.fromTensors(x).repeat(x.dataSync()[0]));
    assert.deepEqual(await collect(found), [1, 2, 2, 3, 3, 3]);
    assert.deepEqual(
      await collect(later(2).flatMap(async (x) => Dataset.fromTensors(x).repeat(2))),
      [0, 0, 1, 1],
    );
  });
  it('says what it wanted when it gets something else', async () => {
    await assert.rejects(
      collect(Dataset.range(1).flatMap(((x: unknown) => x) as never)),
      /expected the function to give a Dataset/,
    );
  });
});
