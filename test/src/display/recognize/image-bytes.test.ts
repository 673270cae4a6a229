import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageBundle, isImageBytes } from '../../../../src/display/recognize/image-bytes.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000000200000003', 'hex');

test('PNG, JPEG and GIF by their first bytes', () => {
  assert.deepEqual(imageBundle(PNG).data, {
    'image/png': PNG.toString('base64'),
    'text/plain': 'PNG image, 2 × 3',
  });
  assert.ok('image/jpeg' in imageBundle(Buffer.from('ffd8ffe0', 'hex')).data);
  assert.ok('image/gif' in imageBundle(Buffer.from('GIF89a')).data);
});

test('part of a larger buffer', () => {
  const inside = new Uint8Array(Buffer.concat([Buffer.from('xx'), PNG])).subarray(2);
  assert.equal(imageBundle(inside).data['image/png'], PNG.toString('base64'));
});

test('other bytes are no image', () => {
  for (const value of [new Uint8Array(8), [0x89, 0x50], 'GIF89a', null]) assert.ok(!isImageBytes(value));
});
