import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
        assert.match(error.message, /^a\.png could not be decoded: /);
        return true;
      });
    }
    await assert.rejects(
      readImage('loadImg', '/no/such.png'),
      /loadImg: expected an image; \/no\/such\.png could not/,
    );
  });
});
