import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect, later } from '../collect.js';

const windows = (dataset: Dataset<Dataset<tf.Tensor>>) => collect(dataset.flatMap((one) => one.batch(9)));

describe('window', () => {
  before(ensureReady);
  it('gives datasets of elements in a row', async () => {
    assert.deepEqual(await windows(Dataset.range(5).window(2)), [[0, 1], [2, 3], [4]]);
    assert.deepEqual(await windows(Dataset.range(5).window(3, { shift: 1, dropRemainder: true })), [
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
    ]);
    assert.deepEqual(await windows(Dataset.range(7).window(2, { shift: 3 })), [[0, 1], [3, 4], [6]]);
    assert.deepEqual(
      await windows(Dataset.range(7).window(3, { shift: 1, stride: 2, dropRemainder: true })),
      [
        [0, 2, 4],
        [1, 3, 5],
        [2, 4, 6],
      ],
    );
    assert.deepEqual(await windows(later(3).window(2)), [[0, 1], [2]]);
    assert.equal(Dataset.range(7).window(3, { shift: 1, stride: 2, dropRemainder: true }).cardinality(), 3);
  });
  it('gives a tuple of datasets for tuples', async () => {
    const pairs = Dataset.fromTensorSlices([
      [1, 2, 3],
      [4, 5, 6],
    ] as const)
      .map((row) => [row, row])
      .window(2);
    const found = await collect(pairs.flatMap((x, y) => Dataset.zip([x.batch(2), y.batch(2)])));
    assert.deepEqual(found, [
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
    ]);
  });
});
