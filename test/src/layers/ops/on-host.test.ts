import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { pairsOnHost, valuesOf } from '../../../../src/layers/ops/on-host.js';

before(ensureReady);

it('pairs broadcast, and no tensor is left', () => {
  const [a, b] = [tf.tensor([[1], [2]]), tf.tensor([10, 20, 30])];
  const before = tf.memory().numTensors;
  const sums = tf.tidy(() => pairsOnHost(a, b, 'int32', (x, y) => x + y));
  assert.deepEqual(sums.arraySync(), [
    [11, 21, 31],
    [12, 22, 32],
  ]);
  assert.equal(sums.dtype, 'int32');
  assert.equal(tf.memory().numTensors, before + 1);
  assert.deepEqual([...valuesOf(b)], [10, 20, 30]);
});
