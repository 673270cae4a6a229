import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  type FillMode,
  pixelGrid,
  projectImages,
  sampleImages,
} from '../../../../src/backends/operations/projective-transform.js';

before(ensureReady);

const ROW = () => tf.tensor([1, 2, 3], [1, 1, 3, 1]);

/** The row read at places beginning with `from`. */
function read(from: number, fillMode: FillMode): number[] {
  const options = { interpolation: 'nearest' as const, fillMode, fillValue: 9 };
  const moved = projectImages(ROW(), tf.tensor2d([[1, 0, from, 0, 1, 0, 0, 0]]), options);
  return [...moved.dataSync()];
}

test('what comes in from outside', () => {
  assert.deepEqual(read(-2, 'constant'), [9, 9, 1]);
  assert.deepEqual(read(-2, 'nearest'), [1, 1, 1]);
  assert.deepEqual(read(-2, 'reflect'), [2, 1, 1]);
  assert.deepEqual(read(2, 'reflect'), [3, 3, 2]);
  assert.deepEqual(read(7, 'wrap').length, 3);
});

test('values between pixels are mixed', () => {
  const [, y] = pixelGrid(1, 3);
  const x = tf.tensor([0.5, 1.25, 1.75], [1, 1, 3]);
  const options = { interpolation: 'bilinear' as const, fillMode: 'nearest' as const, fillValue: 0 };
  assert.deepEqual([...sampleImages(ROW(), x, y, options).dataSync()], [1.5, 2.25, 2.75]);
});

test('other shapes are refused', () => {
  const options = { interpolation: 'nearest' as const, fillMode: 'wrap' as const, fillValue: 0 };
  assert.throws(
    () => projectImages(ROW(), tf.ones([2, 8]), options),
    /expected transforms of shape \[1, 8\]/,
  );
});
