import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as ops from '../../../../../src/layers/ops/image/sizes.js';
import { compareOps } from '../against-keras.js';

compareOps('sizes', ops, 'ops_images');

it('what does not fit is refused', () => {
  const image = tf.ones([4, 4, 1]);
  assert.throws(() => ops.padImages(image, 1, 1, null, 1), /expected exactly two of topPadding/);
  assert.throws(
    () => ops.cropImages(image, { topCropping: 1, targetHeight: 2, leftCropping: 3, rightCropping: 3 }),
    /targetWidth would be -2/,
  );
  assert.throws(() => ops.resize(image, [2, 2], 'area' as never), /interpolation must be one of/);
});
