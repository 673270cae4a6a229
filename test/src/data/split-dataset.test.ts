import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { splitDataset } from '../../../src/data/split-dataset.js';
import { collect } from './collect.js';

// test/oracle/data.test.ts compares parts and batches with Keras's.
describe('utils.splitDataset', () => {
  before(ensureReady);

  it('takes both parts of one random order, as often as they are read', async () => {
    const [left, right] = splitDataset(tf.range(0, 20), { leftSize: 0.7, shuffle: true });
    const once = [...(await collect(left)), ...(await collect(right))] as number[];
    assert.notDeepEqual(
      once,
      [...once].sort((a, b) => a - b),
    );
    assert.deepEqual(
      [...once].sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, i) => i),
    );
    assert.deepEqual([...(await collect(left)), ...(await collect(right))], once);
    const [again] = splitDataset(tf.range(0, 20), { leftSize: 14, shuffle: true, seed: 5 });
    const [same] = splitDataset(tf.range(0, 20), { leftSize: 14, shuffle: true, seed: 5 });
    assert.deepEqual(await collect(again), await collect(same));
  });

  it('keeps dictionaries, and says what does not fit', async () => {
    const rows = Dataset.fromTensorSlices({ a: tf.range(0, 4), b: ['p', 'q', 'r', 's'] });
    const [, right] = await splitDataset(rows.batch(2), { leftSize: 1 });
    assert.deepEqual(await collect(right), [
      { a: [1, 2], b: ['q', 'r'] },
      { a: [3], b: ['s'] },
    ]);
    const x = tf.range(0, 4);
    assert.throws(() => splitDataset(x, {}), /expected leftSize or rightSize; received neither/);
    assert.throws(() => splitDataset(x, { leftSize: 4 }), /leftSize must be an integer between 0 and 4/);
    assert.throws(() => splitDataset(x, { leftSize: 0.1 }), /two parts that are not empty/);
    assert.throws(() => splitDataset(x, { leftSize: 3, rightSize: 2 }), /received 3 and 2/);
    await assert.rejects(splitDataset(Dataset.range(3).repeat(), { leftSize: 2 }), /repeats for ever/);
  });
});
