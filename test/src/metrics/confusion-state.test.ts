import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { confusion } from '../../../src/metrics/confusion.js';
import { addConfusionState, addCounts } from '../../../src/metrics/confusion-state.js';
import { Mean } from '../../../src/metrics/mean.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('counts of batches add up in the variables of a metric', () => {
  const metric = new Mean();
  const state = addConfusionState(metric, [1]);
  tf.tidy(() => {
    for (let i = 0; i < 2; i++)
      addCounts(state, confusion('test', [0, 1], [0.9, 0.6], { thresholds: [0.5] }));
  });
  assertClose(state.truePositives, [2]);
  assertClose(state.falsePositives, [2]);
  assertClose(state.trueNegatives, [0]);
  assert.equal(metric.variables.length, 6);
  metric.dispose();
});
