import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { labelsAndPredictions } from '../../../src/losses/prepare.js';

before(ensureReady);

test('both become floats of one rank', () => {
  tf.tidy(() => {
    const [labels, predicted] = labelsAndPredictions('mse', tf.tensor([1, 2], [2], 'int32'), [[0.5], [1]]);
    assert.deepEqual([labels.shape, labels.dtype, predicted.shape], [[2, 1], 'float32', [2, 1]]);
    assert.throws(() => labelsAndPredictions('mse', [1, 2, 3], [[1, 2]]), /mse: expected labels/);
  });
});
