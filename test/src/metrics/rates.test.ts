import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { rates } from '../../../src/metrics/rates.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('shares of the counts; 0 where nothing was counted', () => {
  tf.tidy(() => {
    const counts = {
      truePositives: tf.tensor([3, 0]),
      falseNegatives: tf.tensor([1, 0]),
      falsePositives: tf.tensor([2, 0]),
      trueNegatives: tf.tensor([6, 0]),
    };
    assertClose(rates.sensitivity(counts), [0.75, 0]);
    assertClose(rates.specificity(counts), [0.75, 0]);
    assertClose(rates.precision(counts), [0.6, 0]);
    assertClose(rates.falseAlarms(counts), [0.25, 0]);
  });
});
