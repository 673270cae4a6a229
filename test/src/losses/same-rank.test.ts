import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { checkBroadcast, checkSameShape, toSameRank } from '../../../src/losses/same-rank.js';

before(ensureReady);

test('an axis of size 1 at the end comes or goes', () => {
  tf.tidy(() => {
    const shapes = (a: number[], b: number[]) =>
      toSameRank(tf.zeros(a), tf.zeros(b)).map(({ shape }) => shape);
    assert.deepEqual(shapes([4], [4, 1]), [
      [4, 1],
      [4, 1],
    ]);
    assert.deepEqual(shapes([4, 1], [4]), [
      [4, 1],
      [4, 1],
    ]);
    assert.deepEqual(shapes([4, 3, 1], [4, 3]), [
      [4, 3],
      [4, 3],
    ]);
    assert.deepEqual(shapes([4, 3], [4, 3, 1]), [
      [4, 3],
      [4, 3],
    ]);
    assert.deepEqual(shapes([4, 3], [4]), [[4, 3], [4]]);
  });
});

test('shapes that do not fit are errors with both shapes', () => {
  tf.tidy(() => {
    const [a, b] = [tf.zeros([4, 3]), tf.zeros([4, 2])];
    assert.throws(() => checkSameShape('loss', a, b, 'one-hot labels'), {
      name: 'ShapeError',
      message:
        'loss: expected labels in the shape of the predictions (4, 2); received (4, 3).\nFix: one-hot labels',
    });
    assert.throws(() => checkBroadcast('loss', a, b), { name: 'ShapeError' });
    checkBroadcast('loss', a, tf.zeros([4, 1]));
    checkSameShape('loss', a, a);
  });
});
