import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { inTopK } from '../../../src/backends/in-top-k.js';
import { assertClose } from '../../oracle/oracle.js';

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
  });
});
