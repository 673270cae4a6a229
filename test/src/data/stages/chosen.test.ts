import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

before(ensureReady);

it('chooseFromDatasets and sampleFromDatasets take turns', async () => {
  const [a, b] = [Dataset.range(3), Dataset.range(10, 20)];
  const choices = Dataset.fromTensorSlices([0, 1, 1, 0, 1]);
  assert.deepEqual(await collect(Dataset.chooseFromDatasets([a, b], choices)), [0, 10, 11, 1, 12]);
  const all = await collect(Dataset.sampleFromDatasets([a, b], { weights: [0.2, 0.8], seed: 1 }));
  assert.equal(all.length, 13);
  assert.deepEqual(
    await collect(Dataset.sampleFromDatasets([a, b], { weights: [1, 0], seed: 1 })),
    [0, 1, 2],
  );
  const stopped = Dataset.sampleFromDatasets([a, b.repeat()], { seed: 2, stopOnEmptyDataset: true });
  assert.equal((await collect(stopped)).filter((x) => (x as number) < 3).length, 3);
  const endless = Dataset.chooseFromDatasets([a.repeat(), b.repeat()], a.repeat());
  assert.deepEqual(
    [endless, Dataset.sampleFromDatasets([a, b.repeat()]), stopped].map((one) => one.cardinality()),
    [Infinity, Infinity, null],
  );
  assert.throws(() => Dataset.sampleFromDatasets([a], { weights: [-1] }), /expected 1 weights of at least 0/);
  await assert.rejects(
    collect(Dataset.chooseFromDatasets([a, b], Dataset.range(5))),
    /expected choices in \[0, 1\]; received 2/,
  );
});
