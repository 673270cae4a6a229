import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { unsortedSegmentSum } from '../../../../src/backends/kernels/unsorted-segment-sum.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

before(() => {
  if (!tf.getKernel(tf.UnsortedSegmentSum, 'wasm')) tf.registerKernel(unsortedSegmentSum);
});

test('sums rows by segment as the cpu backend does', async () => {
  await sameOnBothBackends(() => [
    tf.unsortedSegmentSum(ramp([4, 3]), tf.tensor1d([0, 2, 2, 1], 'int32'), 4),
    tf.unsortedSegmentSum(ramp([5]), tf.tensor1d([1, 1, 0, 1, 0], 'int32'), 2),
  ]);
});

test('the gradient of gather adds up repeated rows', async () => {
  await sameOnBothBackends(() => {
    const indices = tf.tensor2d([0, 1, 1, 2, 0, 1], [2, 3], 'int32');
    return tf.grad((t) => tf.sum(tf.square(tf.gather(t, indices))))(ramp([3, 4]));
  });
});

test('a segment outside of the range is an error', async () => {
  await tf.setBackend('wasm');
  assert.throws(
    () => tf.unsortedSegmentSum(tf.ones([1, 2]), tf.tensor1d([3], 'int32'), 2),
    /not below numSegments 2/,
  );
});
