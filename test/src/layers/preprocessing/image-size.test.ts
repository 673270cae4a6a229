import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { CenterCrop } from '../../../../src/layers/preprocessing/center-crop.js';
import { ImageSize } from '../../../../src/layers/preprocessing/image-size.js';

describe('ImageSize', () => {
  before(ensureReady);

  it('takes one image or a batch, in both formats', () => {
    const size = { height: 2, width: 3 };
    assert.deepEqual(new CenterCrop(size)(tf.ones([5, 6, 1])).shape, [2, 3, 1]);
    assert.deepEqual(
      new CenterCrop({ ...size, dataFormat: 'channelsFirst' })(tf.ones([1, 5, 6])).shape,
      [1, 2, 3],
    );
    assert.ok(new CenterCrop(size) instanceof ImageSize);
  });

  it('refuses what are no images', () => {
    assert.throws(
      () => new CenterCrop({ height: 2, width: 2 })(tf.ones([2, 2])),
      /an image \(3 axes\) or a batch of images \(4 axes\)/,
    );
    assert.throws(
      () => new CenterCrop({ height: 0, width: 2 }),
      /height must be a positive integer; received 0/,
    );
  });
});
