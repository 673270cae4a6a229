import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { boxEdges, boxMasks } from '../../../../../src/layers/preprocessing/augmentation/random-boxes.js';

before(ensureReady);

test('boxes lie in the image', () => {
  const [start, end] = boxEdges(10, tf.tensor([0.5, 1]), tf.tensor([1, 0.3]));
  assert.deepEqual(
    [start.arraySync(), end.arraySync()],
    [
      [5, 0],
      [10, 10],
    ],
  );
  const edge = (from: number, to: number) => [tf.tensor([from]), tf.tensor([to])] as const;
  const masks = boxMasks([1, 2, 3, 2], edge(1, 3), edge(0, 1));
  assert.deepEqual(masks.arraySync(), [
    [
      [
        [0, 0],
        [1, 1],
        [1, 1],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ]);
});
