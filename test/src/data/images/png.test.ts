import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodePng } from '../../../../src/data/images/png.js';

/** Pixels with edges and slopes, so that an encoder finds a use for each filter. */
function picture(channels: 1 | 2 | 3 | 4, width = 23, height = 19) {
  const bytes = Uint8Array.from({ length: width * height * channels }, (_, i) => {
    const [x, y] = [Math.floor(i / channels) % width, Math.floor(i / channels / width)];
    return x > 9 ? x * y + i * 7 : y * 11 + (i % channels) * 40;
  });
  return sharp(bytes, { raw: { width, height, channels } });
}

describe('decodePng', () => {
  it('gives what sharp gives, with all filters', async () => {
    for (const channels of [1, 2, 3, 4] as const) {
      for (const adaptiveFiltering of [true, false]) {
        const file = await picture(channels).png({ adaptiveFiltering, palette: false }).toBuffer();
        const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
        const found = await decodePng(file);
        assert.deepEqual(
          [found?.width, found?.height, found?.channels],
          [info.width, info.height, info.channels],
        );
        assert.deepEqual(Buffer.from(found!.bytes), data);
      }
    }
  });

  it('leaves other kinds and damaged files to sharp', async () => {
    const file = await picture(3).png().toBuffer();
    const damaged = Buffer.from(file);
    damaged[60] = damaged[60]! ^ 1;
    const others = [
      damaged,
      file.subarray(0, -20),
      await picture(3).png({ palette: true }).toBuffer(),
      await picture(3).png({ progressive: true }).toBuffer(),
      await picture(3).toColourspace('rgb16').png().toBuffer(),
      await picture(3).jpeg().toBuffer(),
      Buffer.alloc(3),
    ];
    for (const one of others) assert.equal(await decodePng(one), null);
  });
});
