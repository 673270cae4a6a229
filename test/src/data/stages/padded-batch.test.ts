import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

const uneven = () => Dataset.range(1, 4).map((x) => tf.fill([x.dataSync()[0]!], 7));

describe('paddedBatch', () => {
  before(ensureReady);
  it('pads to the largest of each batch', async () => {
    assert.deepEqual(await collect(uneven().paddedBatch(2)), [
      [
        [7, 0],
        [7, 7],
      ],
      [[7, 7, 7]],
    ]);
    assert.deepEqual(await collect(uneven().paddedBatch(2, { dropRemainder: true })), [
      [
        [7, 0],
        [7, 7],
      ],
    ]);
  });
  it('pads to the shapes and with the values that it is told', async () => {
    assert.deepEqual(await collect(uneven().paddedBatch(3, { paddedShapes: [4], paddingValues: -1 })), [
      [
        [7, -1, -1, -1],
        [7, 7, -1, -1],
        [7, 7, 7, -1],
      ],
    ]);
    const pairs = Dataset.range(1, 3).map((x) => [tf.fill([x.dataSync()[0]!, 1], 2), x]);
    assert.deepEqual(await collect(pairs.paddedBatch(2, { paddedShapes: [[null, 2], []] })), [
      [
        [
          [
            [2, 0],
            [0, 0],
          ],
          [
            [2, 0],
            [2, 0],
          ],
        ],
        [1, 2],
      ],
    ]);
  });
  it('pads texts with nothing', async () => {
    const words = Dataset.fromGenerator(function* () {
      yield ['a'];
      yield ['b', 'c'];
    });
    assert.deepEqual(await collect(words.paddedBatch(2)), [
      [
        ['a', ''],
        ['b', 'c'],
      ],
    ]);
  });
  it('refuses a shape that is too small, or of another rank', async () => {
    await assert.rejects(
      collect(uneven().paddedBatch(3, { paddedShapes: [2] })),
      /at most 2 in axis 0.*received 3/,
    );
    await assert.rejects(
      collect(uneven().paddedBatch(3, { paddedShapes: [2, 2] })),
      /expected values of rank 2/,
    );
    await assert.rejects(
      collect(uneven().paddedBatch(3, { paddingValues: 'x' })),
      /paddingValues must fit float32/,
    );
  });
});
