import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomContrast } from '../../../../../src/layers/preprocessing/augmentation/random-contrast.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomContrast', () => {
  before(ensureReady);

  it('moves pixels from or to the mean of their channel', () => {
    augmentationFacts((seed) => new RandomContrast({ factor: 0.5, seed }));
    const x = tf.tensor([0, 1], [1, 1, 2, 1]);
    assert.deepEqual(
      rounded(
        new RandomContrast({ factor: [0.5, 0.5], valueRange: [-9, 9] }).transformImages(x, {
          contrastFactor: tf.fill([1, 1, 1, 1], 3),
        }),
      ),
      [-1, 2],
    );
    assert.equal(someImages().rank, 4);
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => new RandomContrast({ factor: -0.5 }), /factor must be a number in \[0, 1\]/);
  });
});
