import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { toSamplewise } from '../../../src/metrics/samplewise.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('values become one a sample, and so do weights', () => {
  tf.tidy(() => {
    const values = tf.tensor([
      [1, 3],
      [5, 7],
    ]);
    const plain = toSamplewise(values, null, tf.mean);
    assertClose(plain.values, [2, 6]);
    assert.equal(plain.weights, null);
    const each = toSamplewise(values, tf.tensor([1, 10]), tf.mean);
    assertClose(each.values, [2, 60]);
    assertClose(each.weights!, [1, 10]);
    const all = toSamplewise(
      values,
      tf.tensor([
        [1, 0],
        [0, 1],
      ]),
      tf.sum,
    );
    assertClose(all.values, [1, 7]);
    assertClose(all.weights!, [1, 1]);
  });
});
