import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

before(ensureReady);

it('groupByWindow gathers elements of one key', async () => {
  const groups = Dataset.range(7).groupByWindow(
    (x) => x.mod(tf.scalar(2, 'int32')),
    (_, window) => window.batch(3),
    3,
  );
  assert.deepEqual(await collect(groups), [[0, 2, 4], [1, 3, 5], [6]]);
  const rest = Dataset.fromTensorSlices(tf.tensor1d([2, 1, 2, 0, 2, 1, 1], 'int32')).groupByWindow(
    (x) => x,
    (key, window) => window.map((x) => [key, x]).batch(2),
    2,
  );
  assert.deepEqual(
    (await collect(rest)).map((pair) => (pair as number[][])[0]),
    [[2, 2], [1, 1], [0], [1], [2]],
  );
  assert.deepEqual((rest.elementSpec as { shape: unknown }[])[0]?.shape, [null]);
});
