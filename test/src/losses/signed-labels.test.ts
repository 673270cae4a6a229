import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { signedLabels } from '../../../src/losses/signed-labels.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('0 and 1 become -1 and 1, other labels stay', () => {
  tf.tidy(() => {
    assertClose(signedLabels(tf.tensor([0, 1, 1])), [-1, 1, 1]);
    assertClose(signedLabels(tf.tensor([-1, 1, 0])), [-1, 1, 0]);
  });
});
