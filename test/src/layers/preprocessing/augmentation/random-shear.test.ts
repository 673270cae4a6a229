import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomShear } from '../../../../../src/layers/preprocessing/augmentation/random-shear.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomShear', () => {
  before(ensureReady);

  it('slants either way', () => {
    augmentationFacts((seed) => new RandomShear({ xFactor: 0.4, yFactor: [0.1, 0.2], seed }));
    const x = someImages();
    assert.deepEqual(rounded(new RandomShear()(x)), rounded(x));
    const { xFactor, yFactor } = new RandomShear({ xFactor: 0.4, yFactor: [0.1, 0.2] });
    assert.deepEqual(
      [xFactor, yFactor],
      [
        [-0.4, 0.4],
        [0.1, 0.2],
      ],
    );
  });

  it('refuses factors below zero', () => {
    assert.throws(() => new RandomShear({ xFactor: -0.1 }), /xFactor must be a number in \[0, 1\]/);
    assert.equal(tf.ones([1]).size, 1);
  });
});
