import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionedSummary } from '../../../../src/display/summary/positioned-summary.js';
import { assertGolden, widest } from '../golden.js';
import { SUMMARY } from '../sample-summary.js';

test('as its golden file: long names go on in the next line', () => {
  const text = positionedSummary(SUMMARY, 64, [0.3, 0.56, 0.74, 1], true);
  assert.ok(widest(text) <= 64);
  assertGolden('positioned-summary.txt', text);
});

test('positions above 1 are characters', () => {
  const lines = positionedSummary(SUMMARY, 80, [40, 60, 75]).split('\n');
  assert.equal(lines[2]!.indexOf('Output shape'), 40);
  assert.equal(lines[2]!.length, 74);
});
