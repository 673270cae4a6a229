import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pairFor, pairsFor, sizesFor } from '../../../src/layers/sizes.js';

test('one number counts for all axes', () => {
  assert.deepEqual(sizesFor('L', 'strides', 2, 3), [2, 2, 2]);
  assert.deepEqual(sizesFor('L', 'strides', [1, 2], 2), [1, 2]);
  assert.deepEqual(sizesFor('L', 'padding', 0, 1, { zero: true }), [0]);
});

test('sizes that do not fit are refused', () => {
  assert.throws(() => sizesFor('L', 'strides', 0, 1), /L: strides must be a positive integer; received 0/);
  assert.throws(
    () => sizesFor('L', 'strides', [1], 2),
    /strides must be a positive integer, or a list of 2 of them; received \[1\]/,
  );
  assert.throws(() => sizesFor('L', 'strides', [1, 1.5], 2), /received \[1, 1\.5\]/);
});

test('pairs come from one number, a number for each axis, or pairs', () => {
  assert.deepEqual(pairsFor('L', 'padding', 1, 2), [
    [1, 1],
    [1, 1],
  ]);
  assert.deepEqual(pairsFor('L', 'padding', [1, [0, 2]], 2), [
    [1, 1],
    [0, 2],
  ]);
  assert.deepEqual(pairFor('L', 'padding', [3, 4]), [3, 4]);
  assert.throws(
    () => pairsFor('L', 'padding', [1], 2),
    /a list of 2 integers or pairs of them; received \[1\]/,
  );
});
