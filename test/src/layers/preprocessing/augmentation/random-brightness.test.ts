import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomBrightness } from '../../../../../src/layers/preprocessing/augmentation/random-brightness.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomBrightness', () => {
  before(ensureReady);

  it('adds a share of the value range', () => {
    augmentationFacts((seed) => new RandomBrightness({ factor: 0.3, seed }));
    const grey = tf.fill([1, 1, 1, 1], 0.5);
    assert.deepEqual(
      rounded(new RandomBrightness({ factor: [0.25, 0.25], valueRange: [0, 1] })(grey)),
      [0.75],
    );
    assert.deepEqual(rounded(new RandomBrightness({ factor: [1, 1], valueRange: [0, 1] })(grey)), [1]);
    const moved = tf.sub(
      new RandomBrightness({ factor: [0.1, 0.1] })(someImages([50, 100])),
      someImages([50, 100]),
    );
    assert.ok(rounded(moved).every((value) => Math.abs(value - 25.5) < 1e-3));
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => new RandomBrightness({ factor: 2 }), /factor must be a number in \[-1, 1\]/);
    assert.throws(
      () => new RandomBrightness({ factor: 0.1, valueRange: [1, 1] }),
      /valueRange must be two different/,
    );
  });
});
