import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/index.js';
import { columnSource, readColumns } from '../../../src/data/source.js';
import { DistributedDataset } from '../../../src/distribute/distributed-dataset.js';
import { Replication } from '../../../src/distribute/replication.js';
import { replicaSource, sharedData } from '../../../src/models/replica-source.js';
import { Echo } from '../distribute/echo.js';

const replica = (id: number) => new Replication(new Echo(2, id));

async function parts(id: number) {
  const columns = await readColumns('fit', [[0], [1], [2], [3], [4]], [5, 6, 7, 8, 9]);
  const source = replicaSource(columnSource(columns, { where: 'fit', batchSize: 4 }), replica(id));
  const stream = source.open();
  const found: unknown[] = [];
  for (let batch = await stream.next(); batch !== null; batch = await stream.next()) {
    const [x, y] = batch.tensors() as readonly tf.Tensor[];
    found.push([batch.size, x!.arraySync(), y!.arraySync()]);
  }
  return found;
}

describe('replicaSource', () => {
  before(ensureReady);

  it("gives a replica's rows of each batch, and a stand-in where there are none", async () => {
    assert.deepEqual(await parts(0), [
      [2, [[0], [1]], [5, 6]],
      [1, [[4]], [9]],
    ]);
    assert.deepEqual(await parts(1), [
      [2, [[2], [3]], [7, 8]],
      [0, [[4]], [9]],
    ]);
  });

  it('slices batches whose source cannot', async () => {
    const batch = { size: 3, tensors: () => [tf.tensor1d([1, 2, 3])] as const };
    const source = { batches: 1, samples: 3, open: () => ({ next: () => batch }) };
    const stream = replicaSource(source, replica(1)).open();
    assert.deepEqual(((await stream.next())!.tensors()[0] as tf.Tensor).arraySync(), [3]);
  });

  it('leaves a source alone for one replica, and where it was sharded by hand', () => {
    const source = { batches: 1, samples: 3, open: () => ({ next: () => null }) };
    assert.equal(replicaSource(source, null), source);
    assert.equal(replicaSource(source, replica(0), 'OFF'), source);
  });
});

describe('sharedData', () => {
  it('looks into a distributed dataset', () => {
    const dataset = Dataset.range(3).batch(2);
    const distributed = new DistributedDataset(dataset, null, { autoShardPolicy: 'OFF' });
    assert.deepEqual(sharedData(distributed), { data: dataset, policy: 'OFF' });
    assert.deepEqual(sharedData(dataset), { data: dataset, policy: 'AUTO' });
  });
});
