import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSampleShape, formatShape, formatShapeLiteral } from '../../../../src/display/format/shape.js';

test('shapes for people and for pasting', () => {
  assert.equal(formatShape([28, 28, 1]), '28 × 28 × 1');
  assert.equal(formatShape([null, 1600], '×'), '?×1,600');
  assert.equal(formatShape([]), 'scalar');
  assert.equal(formatSampleShape([null, 5, 5]), '5 × 5');
  assert.equal(formatShapeLiteral([64, null]), '[64, null]');
});
