import assert from 'node:assert/strict';
import { it } from 'node:test';
import { pillowLuma, tensorflowLuma, withChannels } from '../../../../src/data/images/pixels.js';

const one = (channels: 1 | 2 | 3 | 4, ...bytes: number[]) => ({
  width: 1,
  height: 1,
  channels,
  bytes: Uint8Array.from(bytes),
});

it('colours become grey and back, alpha is kept or full', () => {
  const to = (pixels: ReturnType<typeof one>, channels: 1 | 3 | 4) => [
    ...withChannels(pixels, channels, tensorflowLuma).bytes,
  ];
  assert.deepEqual(to(one(3, 100, 150, 200), 1), [140]);
  assert.deepEqual([...withChannels(one(3, 100, 150, 200), 1, pillowLuma).bytes], [141]);
  assert.deepEqual(to(one(2, 9, 7), 3), [9, 9, 9]);
  assert.deepEqual(to(one(2, 9, 7), 4), [9, 9, 9, 7]);
  assert.deepEqual(to(one(4, 1, 2, 3, 4), 3), [1, 2, 3]);
  assert.deepEqual(to(one(3, 1, 2, 3), 4), [1, 2, 3, 255]);
});
