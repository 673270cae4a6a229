import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { adaptBatches } from '../../../../src/layers/preprocessing/adapt-batches.js';

before(ensureReady);

const BATCHES = () => [1, 2, 3].map((value) => tf.tensor([value]));

async function learn(data: unknown, steps: number | null = null): Promise<unknown[]> {
  const seen: unknown[] = [];
  const read = (batch: tf.Tensor | number[]) =>
    seen.push(batch instanceof tf.Tensor ? batch.arraySync() : batch);
  await adaptBatches<tf.Tensor>('A', data, steps, read, () => seen.push('end'));
  return seen;
}

test('data at once, batches one by one, of tuples the first element', async () => {
  assert.deepEqual(await learn([1, 2]), [[1, 2], 'end']);
  assert.deepEqual(await learn(tf.tensor([1, 2])), [[1, 2], 'end']);
  assert.deepEqual(await learn(BATCHES()), [[1], [2], [3], 'end']);
  assert.deepEqual(await learn(BATCHES().map((x) => [x, x])), [[1], [2], [3], 'end']);
  const labelled = Dataset.fromTensorSlices([tf.range(0, 4), tf.zeros([4])]).batch(2);
  assert.deepEqual(await learn(labelled), [[0, 1], [2, 3], 'end']);
});

test('so many steps of batches', async () => {
  assert.deepEqual(await learn(BATCHES(), 2), [[1], [2], 'end']);
  assert.deepEqual(await learn(Dataset.fromTensorSlices(tf.range(0, 4)).batch(2).repeat(), 3), [
    [0, 1],
    [2, 3],
    [0, 1],
    'end',
  ]);
  await assert.rejects(learn([1], 2), /A: adapt takes steps for batches/);
});

test('no batch is an error', async () => {
  await assert.rejects(
    learn(BATCHES().values().take?.(0) ?? new Set()),
    /A: adapt expected at least one batch/,
  );
});
