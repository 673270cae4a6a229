import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomFlip } from '../../../../../src/layers/preprocessing/augmentation/random-flip.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomFlip', () => {
  before(ensureReady);

  it('mirrors half of the images', () => {
    augmentationFacts((seed) => new RandomFlip({ seed }));
    const row = tf.tile(tf.tensor([1, 2], [1, 1, 2, 1]), [200, 1, 1, 1]);
    const flipped = rounded(new RandomFlip({ mode: 'horizontal', seed: 3 })(row)).filter(
      (v, i) => i % 2 === 0 && v === 2,
    );
    assert.ok(flipped.length > 60 && flipped.length < 140, String(flipped.length));
    assert.deepEqual(new RandomFlip({ mode: 'vertical' })(row).dataSync(), row.dataSync());
  });

  it('refuses other ways', () => {
    assert.throws(
      () => new RandomFlip({ mode: 'diagonal' as 'vertical' }),
      /mode must be one of 'horizontal'/,
    );
    assert.throws(() => new RandomFlip()(tf.ones([3, 3])), /expected an image \(3 axes\) or a batch/);
    assert.equal(someImages().rank, 4);
  });
});
