import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomCrop } from '../../../../../src/layers/preprocessing/augmentation/random-crop.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomCrop', () => {
  before(ensureReady);

  it('cuts at a place of the batch', () => {
    augmentationFacts((seed) => new RandomCrop({ height: 3, width: 2, seed }));
    const y = new RandomCrop({ height: 1, width: 1 })(
      tf.tile(tf.reshape(tf.range(0, 16), [1, 4, 4, 1]), [3, 1, 1, 1]),
    );
    assert.equal(new Set(rounded(y)).size, 1);
    const x = someImages();
    const parts = new RandomCrop({ height: 2, width: 2 })({
      images: x,
      segmentationMasks: x,
    } as never) as never as Record<string, tf.Tensor>;
    assert.deepEqual(rounded(parts['images']!), rounded(parts['segmentationMasks']!));
  });

  it('resizes the largest piece of the shape outside of training, and of what is not larger', () => {
    const x = tf.reshape(tf.range(0, 16), [1, 4, 4, 1]);
    const crop = new RandomCrop({ height: 2, width: 2 });
    assert.deepEqual(rounded(crop(x, { training: false })), [2.5, 4.5, 10.5, 12.5]);
    assert.deepEqual(new RandomCrop({ height: 8, width: 8 })(x).shape, [1, 8, 8, 1]);
    const first = new RandomCrop({ height: 2, width: 3, dataFormat: 'channelsFirst' });
    assert.deepEqual(first.computeOutputShape([null, 3, 8, 8]), [null, 3, 2, 3]);
    assert.deepEqual(first(tf.ones([2, 3, 8, 8])).shape, [2, 3, 2, 3]);
  });
});
