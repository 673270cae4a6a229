import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Precision } from '../../../src/metrics/precision.js';
import { Recall } from '../../../src/metrics/recall.js';

before(() => ensureReady());

test('mistakes are counted apart: what is said too often, and what is not found', () => {
  const [precision, recall] = [new Precision({ thresholds: [0.2, 0.7] }), new Recall()];
  for (const metric of [precision, recall]) metric.updateState([0, 1, 1, 1], [0.5, 0.8, 0.9, 0.1]);
  assert.deepEqual(
    [...precision.result().dataSync()].map((one) => one.toFixed(4)),
    ['0.6667', '1.0000'],
  );
  assert.equal(recall.result().dataSync()[0]?.toFixed(4), '0.6667');
  const names = [precision, recall].map((one) => one.variables.map(({ name }) => name));
  assert.deepEqual(names, [
    ['true_positives', 'false_positives'],
    ['true_positives', 'false_negatives'],
  ]);
});
