import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Variable } from '../../../../src/backends/variable.js';
import { follow } from '../../../../src/layers/normalization/moving-average.js';

before(ensureReady);

test('an average moves by the share that momentum leaves', () => {
  const average = new Variable(tf.tensor([4, 8]));
  follow(average, tf.tensor([0, 0]), 0.75);
  assert.deepEqual([...average.dataSync()], [3, 6]);
});
