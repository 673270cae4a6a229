import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { imgToArray } from '../../../../src/data/images/img.js';
import { loadImg } from '../../../../src/data/images/load-img.js';
import { saveImg } from '../../../../src/data/images/save-img.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-img-'));
after(() => rmSync(folder, { recursive: true }));

describe('saveImg', () => {
  before(ensureReady);

  it('writes what loadImg reads', async () => {
    for (const [channels, colorMode] of [
      [1, 'grayscale'],
      [3, 'rgb'],
      [4, 'rgba'],
    ] as const) {
      const x = tf.range(0, 20 * channels).reshape([4, 5, channels]);
      const path = join(folder, `${colorMode}.png`);
      await saveImg(path, x, { scale: false });
      const read = imgToArray(await loadImg(path, { colorMode }));
      assert.deepEqual(read.arraySync(), x.arraySync());
    }
    await saveImg(join(folder, 'b.jpg'), tf.fill([8, 8, 4], 200), { scale: false });
    const [grey] = (await loadImg(join(folder, 'b.jpg'))).bytes;
    assert.ok(Math.abs(grey! - 200) < 3);
    await saveImg(join(folder, 'c.data'), await loadImg(join(folder, 'b.jpg')), { fileFormat: 'png' });
    assert.deepEqual(readdirSync(folder).sort(), ['b.jpg', 'c.data', 'grayscale.png', 'rgb.png', 'rgba.png']);
  });

  it('refuses formats that it does not write', async () => {
    await assert.rejects(
      saveImg('a.bmp', tf.ones([1, 1, 3])),
      /saveImg: fileFormat must be one of .*received "bmp"/,
    );
  });
});
