import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areEven, checkThresholds, evenThresholds } from '../../../src/metrics/thresholds.js';

test('thresholds are a list in [0, 1]', () => {
  assert.deepEqual(checkThresholds('x', null, 0.5), [0.5]);
  assert.deepEqual(checkThresholds('x', 0.3, 0.5), [0.3]);
  assert.deepEqual(checkThresholds('x', [0.1, 0.2], 0.5), [0.1, 0.2]);
  assert.throws(() => checkThresholds('AUC', [-1], 0.5), /AUC: thresholds/);
});

test('even ones are recognized up to rounding', () => {
  assert.deepEqual(evenThresholds(5), [0, 0.25, 0.5, 0.75, 1]);
  assert.ok(areEven(evenThresholds(200)));
  assert.ok(areEven([-1e-8, 0.5, 1 + 1e-8]));
  assert.ok(!areEven([0, 1]));
  assert.ok(!areEven([0, 0.4, 1]));
});
