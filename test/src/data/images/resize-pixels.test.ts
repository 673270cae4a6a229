import assert from 'node:assert/strict';
import { it } from 'node:test';
import { resizePixels } from '../../../../src/data/images/resize-pixels.js';

const pixels = { width: 4, height: 1, channels: 1, bytes: Uint8Array.of(0, 10, 20, 30) };

it('resizes an image and a part of it; test/oracle/images.test.ts compares', () => {
  assert.deepEqual([...resizePixels(pixels, [1, 2], 'bilinear')], [5, 25]);
  assert.deepEqual([...resizePixels(pixels, [2, 2], 'area')], [5, 25, 5, 25]);
  const box = { top: 0, left: 1, height: 1, width: 2 };
  assert.deepEqual([...resizePixels(pixels, [1, 4], 'nearest', box)], [10, 10, 20, 20]);
});
