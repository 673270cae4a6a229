import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodeImage, readImage } from '../../../../src/data/images/decode-image.js';
import { encodePng } from '../../../../src/display/charts/encode-png.js';
import { ValueError } from '../../../../src/support/errors.js';

const png = encodePng({ width: 2, height: 1, channels: 3, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) });

describe('decodeImage', () => {
  it('gives the pixels of a file', async () => {
    const { width, height, channels, bytes } = await decodeImage('a.png', png);
    assert.deepEqual([width, height, channels, ...bytes], [2, 1, 3, 1, 2, 3, 4, 5, 6]);
  });

  it('says which file cannot be read', async () => {
    for (const file of [png.subarray(0, 40), Buffer.from('no image'), Buffer.from('BM')]) {
      await assert.rejects(decodeImage('a.png', file), (error) => {
        assert.ok(error instanceof ValueError);
        assert.match(
          error.message,
          /^a\.png: expected an image that can be decoded; .*\nFix: the file is damaged/,
        );
        return true;
      });
    }
    await assert.rejects(
      readImage('loadImg', '/no/such.png'),
      /loadImg: expected a file that can be read; .*\/no\/such\.png/,
    );
  });

  it('refuses a file that claims more pixels than it can hold', async () => {
    const raw = { width: 8, height: 8, channels: 3 } as const;
    const file = await sharp(new Uint8Array(192), { raw }).jpeg().toBuffer();
    const head = file.indexOf(Buffer.from('ffc0', 'hex'));
    for (const at of [5, 7]) file.writeUInt16BE(16_000, head + at);
    await assert.rejects(
      decodeImage('a.jpg', file),
      /a\.jpg: .*its \d+ bytes claim more than 16777216 pixels/,
    );
  });
});
