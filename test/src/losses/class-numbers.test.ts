import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { classNumbers } from '../../../src/losses/class-numbers.js';

before(ensureReady);

test('labels have the shape of the predictions without the classes', () => {
  tf.tidy(() => {
    const predicted = tf.zeros([4, 10]);
    assert.deepEqual(classNumbers('x', tf.zeros([4]), predicted, 'y').shape, [4]);
    assert.deepEqual(classNumbers('x', tf.zeros([4, 1]), predicted, 'y').shape, [4]);
    assert.throws(() => classNumbers('sparse', tf.zeros([4, 10]), predicted, "loss 'categorical'"), {
      name: 'ShapeError',
      message:
        /^sparse: expected class numbers of shape \(4,\).*\(4, 10\)\.\nFix: loss 'categorical' for one-hot labels$/s,
    });
    assert.throws(
      () => classNumbers('sparse', tf.zeros([5]), predicted, 'y'),
      /received labels of shape \(5,\)\.$/,
    );
  });
});
