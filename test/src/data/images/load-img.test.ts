import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { loadImg } from '../../../../src/data/images/load-img.js';
import { encodePng } from '../../../../src/display/charts/encode-png.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-img-'));
const path = join(folder, 'a.png');
writeFileSync(path, encodePng({ width: 2, height: 1, channels: 3, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) }));
after(() => rmSync(folder, { recursive: true }));

describe('loadImg', () => {
  it('reads a path, an address and bytes; test/oracle/images.test.ts compares', async () => {
    for (const source of [path, pathToFileURL(path)]) {
      assert.deepEqual([...(await loadImg(source)).bytes], [1, 2, 3, 4, 5, 6]);
    }
    const large = await loadImg(path, { targetSize: [2, 4], colorMode: 'grayscale' });
    assert.deepEqual([large.size, large.channels, ...large.bytes], [[4, 2], 1, 2, 2, 5, 5, 2, 2, 5, 5]);
  });

  it('says what is wrong', async () => {
    await assert.rejects(
      loadImg(join(folder, 'no.png')),
      /loadImg: expected a file that can be read; .*no\.png/,
    );
    await assert.rejects(
      loadImg(path, { targetSize: 5 as never }),
      /targetSize must be \[height, width\]; received 5/,
    );
    await assert.rejects(loadImg(3 as never), /expected a path or bytes; received 3/);
    await assert.rejects(loadImg(path, { interpolation: 'cubic' as never }), /interpolation must be one of/);
  });
});
