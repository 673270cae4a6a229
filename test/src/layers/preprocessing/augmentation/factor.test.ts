import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getFactor, getValueRange } from '../../../../../src/layers/preprocessing/augmentation/factor.js';

test('one number stands for either direction, as far as the bounds allow', () => {
  assert.deepEqual(getFactor('A', 'factor', 0.2, [-1, 1]), [-0.2, 0.2]);
  assert.deepEqual(getFactor('A', 'factor', 0.2, [0, 1]), [0, 0.2]);
  assert.deepEqual(getFactor('A', 'factor', [0.5, 0.1], [0, 1]), [0.1, 0.5]);
});

test('what is no factor is refused', () => {
  assert.throws(
    () => getFactor('A', 'factor', 3, [0, 1]),
    /A: factor must be a number in \[0, 1\], or two of them/,
  );
  assert.throws(() => getFactor('A', 'factor', [2, 3], [0, 1]), /received \[2, 3\]/);
  assert.throws(() => getFactor('A', 'factor', [Number.NaN, 1], [0, 1]), /finite/);
});

test('the range of the values is sorted', () => {
  assert.deepEqual(getValueRange('A', [1, 0]), [0, 1]);
  assert.deepEqual(getValueRange('A'), [0, 255]);
  assert.throws(() => getValueRange('A', [1] as never), /valueRange must be two/);
});
