import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TokenCounts } from '../../../../../src/layers/preprocessing/lookup/token-counts.js';

test('frequent tokens come first, of equally frequent ones the larger', () => {
  const counts = new TokenCounts<string>();
  counts.add([
    ['a', 'c', 'd'],
    ['d', '😀', '\uffee', ''],
  ]);
  assert.deepEqual(counts.sorted([''], 9), ['d', '😀', '\uffee', 'c', 'a']);
  assert.deepEqual(counts.sorted([null], 1), ['d']);
  assert.equal(counts.inverseDocumentFrequency('d'), Math.log(1 + 2 / 3));
});

test('numbers too', () => {
  const counts = new TokenCounts<number>();
  counts.add([[3, 20, 100]]);
  assert.deepEqual(counts.sorted([], 9), [100, 20, 3]);
});
