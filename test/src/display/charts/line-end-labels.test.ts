import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelOffsets, niceRange } from '../../../../src/display/charts/line-end-labels.js';

test('labels that are far apart stay where they are', () => {
  assert.deepEqual(labelOffsets([0, 1], 0, 1, 190), [0, 0]);
});

test('labels that touch are moved apart evenly, the higher value up', () => {
  assert.deepEqual(labelOffsets([0.5, 0.5], 0, 1, 100), [-6.5, 6.5]);
  assert.deepEqual(labelOffsets([0.5, 0.53], 0, 1, 100), [5, -5]);
});

test('three labels: all keep 13 px', () => {
  const ends = [0.5, 0.51, 0.6];
  const offsets = labelOffsets(ends, 0, 1, 100);
  const places = ends.map((value, index) => (1 - value) * 100 + offsets[index]!).sort((a, b) => a - b);
  assert.ok(places[1]! - places[0]! >= 12.9 && places[2]! - places[1]! >= 12.9, String(places));
});

test('a flat line has no range', () => {
  assert.deepEqual(labelOffsets([2, 2], 2, 2, 100), [0, 13]);
});

test('the range of the axis is rounded outwards', () => {
  assert.deepEqual(niceRange([0.0116, 0.7736]), [0, 0.8]);
  assert.deepEqual(niceRange([]), [0, 1]);
  assert.deepEqual(niceRange([3, 3]), [3, 3]);
});
