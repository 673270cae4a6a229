import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/index.js';
import { DistributedDataset, shareOf } from '../../../src/distribute/distributed-dataset.js';
import { Replication } from '../../../src/distribute/replication.js';
import { Echo } from './echo.js';

const batches = () => Dataset.range(5).batch(4);

async function read(dataset: DistributedDataset<tf.Tensor>) {
  const parts: [values: unknown, share: number | undefined][] = [];
  for await (const part of dataset) parts.push([part.arraySync(), shareOf(part)]);
  return parts;
}

describe('DistributedDataset', () => {
  before(ensureReady);

  it('is the dataset itself where there is one replica', async () => {
    const dataset = new DistributedDataset(batches(), null);
    assert.equal(dataset.cardinality(), 2);
    assert.deepEqual(await read(dataset), [
      [[0, 1, 2, 3], undefined],
      [[4], undefined],
    ]);
  });

  it('gives each replica its part of a batch; one that has none gets a stand-in that does not count', async () => {
    const of = (id: number) => read(new DistributedDataset(batches(), new Replication(new Echo(2, id))));
    assert.deepEqual(await of(0), [
      [[0, 1], 0.5],
      [[4], 1],
    ]);
    assert.deepEqual(await of(1), [
      [[2, 3], 0.5],
      [[4], 0],
    ]);
  });

  it('gives all of it where it was sharded by hand', async () => {
    const replication = new Replication(new Echo(2, 0, { value: 12 }));
    const dataset = new DistributedDataset(batches(), replication, { autoShardPolicy: 'off' });
    assert.deepEqual(await read(dataset), [
      [[0, 1, 2, 3], 4 / 16],
      [[4], 1 / 13],
    ]);
  });

  it('refuses policies that are not there', () => {
    const options = { autoShardPolicy: 'FILE' as never };
    assert.throws(
      () => new DistributedDataset(batches(), null, options),
      /must be one of 'AUTO', 'DATA', 'OFF'/,
    );
  });
});
