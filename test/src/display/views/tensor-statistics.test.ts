import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tensorStatistics } from '../../../../src/display/views/tensor-statistics.js';

test('figures and bins', () => {
  const { min, max, mean, std, bins } = tensorStatistics([1, 2, 3, 4], 3);
  assert.deepEqual([min, max, mean, std], [1, 4, 2.5, Math.sqrt(1.25)]);
  assert.deepEqual(bins, [1, 1, 2]);
});

test('what is not finite is counted apart', () => {
  const figures = tensorStatistics([1, Number.NaN, Infinity, -Infinity, 3], 2);
  assert.deepEqual([figures.nan, figures.infinite, figures.finite, figures.mean], [1, 2, 2, 2]);
  assert.deepEqual(figures.bins, [1, 1]);
});

test('no finite value, equal values', () => {
  assert.ok(Number.isNaN(tensorStatistics([Number.NaN]).mean));
  assert.deepEqual(tensorStatistics([2, 2], 2).bins, [2, 0]);
  assert.equal(tensorStatistics([2, 2]).std, 0);
});
