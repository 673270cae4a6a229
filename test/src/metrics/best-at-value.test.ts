import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { PrecisionAtRecall, SensitivityAtSpecificity } from '../../../src/metrics/index.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('0 where no threshold satisfies the limit', () => {
  const metric = new SensitivityAtSpecificity({ specificity: 1, numThresholds: 1 });
  tf.tidy(() => {
    metric.updateState([0, 1], [0.9, 0.6]);
    assertClose(metric.result(), 0);
  });
  metric.dispose();
});

test('the limit and the number of thresholds are checked', () => {
  assert.throws(
    () => new PrecisionAtRecall({ recall: 2 }),
    /PrecisionAtRecall: recall must be a number in \[0, 1\]; received 2/,
  );
  assert.throws(() => new PrecisionAtRecall({ recall: 0.5, numThresholds: 0 }), /positive integer/);
});
