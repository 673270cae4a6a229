import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { hsvToRgb, rgbToGray, rgbToHsv } from '../../../../src/backends/operations/color.js';

before(ensureReady);

test('colours become hue, saturation and value, and come back', () => {
  const x = tf.tensor([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 0.5],
    [0.2, 0.2, 0.2],
    [0.9, 0.3, 0.5],
    [0, 0, 0],
  ]);
  const hsv = rgbToHsv(x).arraySync() as number[][];
  assert.deepEqual(
    hsv.slice(0, 4).map((row) => row.map((value) => value.toFixed(3))),
    [
      ['0.000', '1.000', '1.000'],
      ['0.333', '1.000', '1.000'],
      ['0.667', '1.000', '0.500'],
      ['0.000', '0.000', '0.200'],
    ],
  );
  const off = tf.max(tf.abs(tf.sub(hsvToRgb(rgbToHsv(x)), x))).arraySync() as number;
  assert.ok(off < 1e-5, String(off));
});

test('grey has one channel', () => {
  assert.deepEqual(rgbToGray(tf.ones([2, 3])).shape, [2, 1]);
});
