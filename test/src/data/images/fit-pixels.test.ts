import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fitPixels } from '../../../../src/data/images/fit-pixels.js';

const pixels = { width: 4, height: 2, channels: 1, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) };

it('stretches, crops and pads; test/oracle/images.test.ts compares', () => {
  assert.deepEqual([...fitPixels(pixels, [2, 2], 'nearest', 'stretch')], [2, 4, 6, 8]);
  assert.deepEqual([...fitPixels(pixels, [2, 2], 'nearest', 'crop')], [2, 3, 6, 7]);
  assert.deepEqual(
    [...fitPixels(pixels, [4, 4], 'nearest', 'pad')],
    [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0],
  );
});
