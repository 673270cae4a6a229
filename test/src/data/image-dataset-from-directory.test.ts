import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { imageDatasetFromDirectory } from '../../../src/data/image-dataset-from-directory.js';
import { encodePng } from '../../../src/display/charts/encode-png.js';
import { collect } from './collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-images-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'one'));
const png = encodePng({ width: 1, height: 1, channels: 3, bytes: Uint8Array.of(1, 2, 3) });
writeFileSync(join(folder, 'one/a.png'), png);
writeFileSync(join(folder, 'one/b.png'), png.subarray(0, 30));

describe('imageDatasetFromDirectory', () => {
  before(ensureReady);

  it('a damaged image is an error that names the file; those before it are given', async () => {
    const dataset = imageDatasetFromDirectory(folder, {
      shuffle: false,
      batchSize: null,
      imageSize: 1,
      verbose: false,
    });
    assert.deepEqual(await collect(dataset.take(1)), [[[[[1, 2, 3]]], 0]]);
    await assert.rejects(
      collect(dataset),
      /Dataset\.loadImages, element 1: .*b\.png: expected an image that can be decoded/,
    );
  });

  it('refuses options that cannot be', () => {
    const refused = (options: object, why: RegExp) =>
      assert.throws(() => imageDatasetFromDirectory(folder, options), why);
    refused({ colorMode: 'bgr' }, /colorMode must be one of/);
    refused({ imageSize: [1, 2, 3] }, /imageSize must be \[height, width\]/);
    refused({ imageSize: 0 }, /imageSize must be a positive integer/);
    refused({ interpolation: 'cubic' }, /interpolation must be one of/);
    refused(
      { cropToAspectRatio: true, padToAspectRatio: true },
      /expected one of cropToAspectRatio and padToAspectRatio/,
    );
    refused({ maxLength: 3 }, /unknown option maxLength/);
  });
});
