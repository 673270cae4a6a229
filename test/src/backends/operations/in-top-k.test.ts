import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { inTopK } from '../../../../src/backends/operations/in-top-k.js';
import { assertClose } from '../../../oracle/oracle.js';

before(ensureReady);

test('among the k most probable, where equal ones count for the label', () => {
  tf.tidy(() => {
    const predicted = tf.tensor([
      [0.1, 0.7, 0.2],
      [0.4, 0.4, 0.2],
      [0.5, 0.3, 0.2],
    ]);
    const labels = tf.tensor([2, 1, 2], [3], 'int32');
    assertClose(inTopK(labels, predicted, 1), [0, 1, 0]);
    assertClose(inTopK(labels, predicted, 2), [1, 1, 0]);
    assertClose(inTopK(labels, predicted, 3), [1, 1, 1]);
    const unknown = tf.tensor([2, 0, 7], [3], 'int32');
    const broken = tf.tensor2d([
      [Number.NaN, 0.5, 1],
      [1, Number.NEGATIVE_INFINITY, 0],
      [1, 2, 3],
    ]);
    assertClose(inTopK(unknown, broken, 3), [0, 0, 0]);
  });
});
