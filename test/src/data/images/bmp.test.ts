import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeBmp, isBmp } from '../../../../src/data/images/bmp.js';

/** Two rows of one pixel; the rows of a file begin at the bottom. */
function bmp(bits: number, pixels: readonly number[], height = 2, palette: readonly number[] = []): Buffer {
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54 + palette.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(1, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(bits, 28);
  return Buffer.concat([head, Buffer.from(palette), Buffer.from(pixels)]);
}

describe('BMP', () => {
  it('of 24, 32 and 8 bits, from below and from above', () => {
    const file = bmp(24, [3, 2, 1, 0, 6, 5, 4, 0]);
    assert.ok(isBmp(file));
    assert.deepEqual([...decodeBmp(file).bytes], [4, 5, 6, 1, 2, 3]);
    assert.deepEqual([...decodeBmp(bmp(24, [3, 2, 1, 0, 6, 5, 4, 0], -2)).bytes], [1, 2, 3, 4, 5, 6]);
    const { channels, bytes } = decodeBmp(bmp(32, [3, 2, 1, 9, 6, 5, 4, 8]));
    assert.deepEqual([channels, ...bytes], [4, 4, 5, 6, 8, 1, 2, 3, 9]);
    assert.deepEqual(
      [...decodeBmp(bmp(8, [1, 0, 0, 0], 1, [0, 0, 0, 0, 30, 20, 10, 0])).bytes],
      [10, 20, 30],
    );
  });

  it('damage is an error', () => {
    assert.throws(() => decodeBmp(bmp(24, [3, 2, 1, 0])), /does not hold 1 x 2 pixels/);
    assert.throws(() => decodeBmp(bmp(4, [1, 1])), /of 4 bits/);
    assert.throws(() => decodeBmp(Buffer.from('BM')), /at least 54 bytes, it has 2/);
  });
});
