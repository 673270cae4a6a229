import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { allowToCompute, refuseToCompute } from '../../../src/backends/refusal.js';

before(ensureReady);

test('what computes throws, with and without values, until it is taken back', () => {
  refuseToCompute(() => new Error('not here'));
  for (const work of [() => tf.tensor([1]), () => tf.fill([2], 1), () => tf.range(0, 3)])
    assert.throws(work, /^Error: not here$/);
  allowToCompute();
  assert.deepEqual([...tf.fill([2], 1).dataSync()], [1, 1]);
  allowToCompute();
});
