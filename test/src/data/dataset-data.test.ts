import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { datasetData } from '../../../src/data/dataset-data.js';
import { ELEMENTS } from '../../../src/data/element.js';
import { listStage, type Stage } from '../../../src/data/stage.js';
import { DISPLAY, toDisplayData } from '../../../src/display/displayable.js';

const stages = (...names: string[]): Stage[] => names.map((name) => listStage(name, '', []));

describe('what people see of a dataset', () => {
  before(ensureReady);
  it('has figures of the first element', async () => {
    const dataset = Dataset.fromTensorSlices([tf.ones([10, 8, 8]), tf.range(0, 10)]).batch(4);
    const found = await datasetData(stages('fromTensorSlices', 'batch'), dataset[ELEMENTS]);
    assert.deepEqual([found.cardinality, found.batchSize], [3, 4]);
    assert.deepEqual(found.components[1], {
      name: '1',
      shape: [4],
      dtype: 'float32',
      min: 0,
      mean: 1.5,
      max: 3,
    });
    assert.deepEqual(
      found.images?.map(({ label }) => label),
      ['0', '1', '2', '3'],
    );
    assert.equal(found.images?.[0]?.bytes[0], 255);
  });
  it('shows images of values below 0, too', async () => {
    const dataset = Dataset.fromTensorSlices(tf.tensor(Array(64).fill(-1).with(0, 1), [1, 8, 8]));
    const found = await datasetData(stages('fromTensorSlices'), dataset[ELEMENTS]);
    assert.deepEqual([...found.images![0]!.bytes.slice(0, 2)], [255, 0]);
  });
  it('is shown as text and HTML', async () => {
    const shown = await Dataset.range(6).shuffle(6, { seed: 7 }).batch(4)[DISPLAY]();
    const { data } = toDisplayData(shown);
    const text = String(data['text/plain']);
    assert.match(text, /Dataset {2}2 batches of 4 {2}\(6 elements, 24 B an epoch\)/);
    assert.match(text, /range \(0 to 6\) → shuffle \(buffer 6, seed 7\) → batch \(4\)/);
    assert.match(String(data['text/html']), /<table/);
  });
  it('says nothing of the size of texts', async () => {
    const dataset = Dataset.fromTensorSlices(tf.tensor(['a', 'b']));
    assert.equal((await datasetData(stages('fromTensorSlices'), dataset[ELEMENTS])).bytes, null);
  });
  it('has no rows where there are none', async () => {
    const found = await datasetData(stages('range'), Dataset.range(0)[ELEMENTS]);
    assert.deepEqual(found.components, []);
  });
});
