import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { oneHot } from '../../../../src/backends/operations/one-hot.js';

before(ensureReady);

test('one class is enough', () => {
  assert.deepEqual(oneHot(tf.tensor1d([0, 0], 'int32'), 1).arraySync(), [[1], [1]]);
  assert.deepEqual(oneHot(tf.tensor1d([1, 0], 'int32'), 2).arraySync(), [
    [0, 1],
    [1, 0],
  ]);
});
