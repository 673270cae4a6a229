import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { cropToAspectRatio, padToAspectRatio } from '../../../../src/layers/preprocessing/aspect-ratio.js';

before(ensureReady);

test('edges are cut off or added on the axis that is too long or too short', () => {
  const x = tf.ones([1, 4, 8, 1]);
  assert.deepEqual(cropToAspectRatio(x, [2, 2]).shape, [1, 4, 4, 1]);
  assert.deepEqual(cropToAspectRatio(x, [1, 4]).shape, [1, 2, 8, 1]);
  assert.deepEqual(padToAspectRatio(x, [2, 2], 0).shape, [1, 8, 8, 1]);
  assert.deepEqual(padToAspectRatio(x, [1, 4], 0).shape, [1, 4, 16, 1]);
  assert.deepEqual(padToAspectRatio(x, [1, 2], 0).shape, [1, 4, 8, 1]);
});

test('added edges have the value asked for', () => {
  assert.deepEqual(
    [...padToAspectRatio(tf.ones([1, 1, 3, 1]), [3, 3], 7).dataSync()],
    [7, 7, 7, 1, 1, 1, 7, 7, 7],
  );
});
