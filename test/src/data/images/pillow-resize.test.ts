import assert from 'node:assert/strict';
import { it } from 'node:test';
import { pillowResize } from '../../../../src/data/images/pillow-resize.js';

const line = (channels: number, ...bytes: number[]) => ({
  width: bytes.length / channels,
  height: 1,
  channels,
  bytes: Uint8Array.from(bytes),
});

it('smooths where it gets smaller, and colours count as their alpha; test/oracle/images.test.ts compares', () => {
  const small = (interpolation: 'nearest' | 'box' | 'bilinear') => [
    ...pillowResize(line(1, 0, 100, 20, 40), [1, 2], interpolation).bytes,
  ];
  assert.deepEqual(small('nearest'), [100, 40]);
  assert.deepEqual(small('box'), [50, 30]);
  assert.deepEqual(small('bilinear'), [46, 40]);
  const faint = line(4, 200, 0, 0, 255, 100, 0, 0, 0);
  assert.deepEqual([...pillowResize(faint, [1, 1], 'box').bytes], [199, 0, 0, 128]);
});
