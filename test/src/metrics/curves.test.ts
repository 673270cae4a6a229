import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { curves, interpolatedPrecisionRecall } from '../../../src/metrics/curves.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

const counts = () => ({
  truePositives: tf.tensor([4, 2, 0]),
  falseNegatives: tf.tensor([0, 2, 4]),
  falsePositives: tf.tensor([4, 1, 0]),
  trueNegatives: tf.tensor([0, 3, 4]),
});

test('the points of the curves', () => {
  tf.tidy(() => {
    assertClose(curves.ROC(counts()).x, [1, 0.25, 0]);
    assertClose(curves.ROC(counts()).y, [1, 0.5, 0]);
    assertClose(curves.PR(counts()).x, [1, 0.5, 0]);
    assertClose(curves.PR(counts()).y, [0.5, 2 / 3, 0]);
    assertClose(curves.PRGAIN(counts()).x, [1, 0, 0]);
    assertClose(curves.PRGAIN(counts()).y, [0, 0.5, 1]);
  });
});

test('a classifier without mistakes has area one under precision over recall', () => {
  tf.tidy(() => {
    const perfect = {
      truePositives: tf.tensor([4, 4, 0]),
      falseNegatives: tf.tensor([0, 0, 4]),
      falsePositives: tf.tensor([4, 0, 0]),
      trueNegatives: tf.tensor([0, 4, 4]),
    };
    assertClose(tf.sum(interpolatedPrecisionRecall(perfect)), 1);
  });
});
