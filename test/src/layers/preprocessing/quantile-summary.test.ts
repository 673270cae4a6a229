import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QuantileSummary } from '../../../../src/layers/preprocessing/quantile-summary.js';

const counting = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test('about as many values lie between two boundaries, in whatever order they came', () => {
  const summary = new QuantileSummary(0.01);
  for (const batch of [counting(500, 1000), counting(0, 500)]) summary.add(batch);
  const boundaries = summary.boundaries(4);
  assert.equal(boundaries.length, 3);
  for (const [i, boundary] of boundaries.entries())
    assert.ok(Math.abs(boundary - 250 * (i + 1)) < 15, `${boundary}`);
});

test('few values are kept as they are', () => {
  const summary = new QuantileSummary(0.01);
  summary.add([3, 1, 2, 4]);
  assert.deepEqual(summary.boundaries(2), [2]);
});
