import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromFloat16, toFloat16 } from '../../../../src/saving/layers-model/float16.js';

test('every float of 16 bits is read, and written with the same bits', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = fromFloat16(bits);
    if (Number.isNaN(value)) assert.ok((bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0);
    else assert.equal(toFloat16(value), bits, `${bits}: ${value}`);
  }
});

test('known values, and those between two of them: the nearest, the even one of two', () => {
  assert.equal(fromFloat16(0x3c00), 1);
  assert.equal(fromFloat16(0x7bff), 65504);
  assert.equal(fromFloat16(0x0001), 2 ** -24);
  assert.equal(toFloat16(Number.NaN), 0x7e00);
  assert.equal(toFloat16(65519.9), 0x7bff);
  assert.equal(toFloat16(65520), 0x7c00);
  assert.equal(toFloat16(-1e9), 0xfc00);
  assert.equal(toFloat16(1 + 2 ** -11), 0x3c00);
  assert.equal(toFloat16(1 + 3 * 2 ** -11), 0x3c02);
  assert.equal(toFloat16(2 - 2 ** -12), 0x4000);
});
