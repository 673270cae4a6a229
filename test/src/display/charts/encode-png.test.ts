import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { encodePng, enlarge } from '../../../../src/display/charts/encode-png.js';
import { rasterize } from '../../../../src/display/charts/picture.js';

test('header and pixels are read back', () => {
  const png = encodePng({ width: 2, height: 1, channels: 3, bytes: Uint8Array.from([1, 2, 3, 4, 5, 6]) });
  assert.equal(png.readUInt32BE(16), 2);
  assert.equal(png.readUInt32BE(20), 1);
  const length = png.readUInt32BE(33);
  assert.deepEqual([...inflateSync(png.subarray(41, 41 + length))], [0, 1, 2, 3, 4, 5, 6]);
});

test('another decoder takes it, checksums and all', async () => {
  const white = encodePng({ width: 4, height: 4, channels: 1, bytes: new Uint8Array(16).fill(255) });
  const svg = (href: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/><image width="8" height="8" href="${href}"/></svg>`;
  const [shown, broken] = await Promise.all([
    rasterize(svg(`data:image/png;base64,${white.toString('base64')}`)),
    rasterize(svg('data:image/png;base64,AAAA')),
  ]);
  assert.notDeepEqual(shown.png, broken.png);
});

test('enlarges without smoothing', () => {
  const { width, height, bytes } = enlarge(
    { width: 2, height: 1, channels: 1, bytes: Uint8Array.from([7, 9]) },
    2,
  );
  assert.deepEqual([width, height, [...bytes]], [4, 2, [7, 7, 9, 9, 7, 7, 9, 9]]);
});
