import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomColorJitter } from '../../../../../src/layers/preprocessing/augmentation/random-color-jitter.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

before(ensureReady);

test('what is asked for happens, and nothing else', () => {
  augmentationFacts(
    (seed) =>
      new RandomColorJitter({
        brightnessFactor: 0.2,
        contrastFactor: 0.3,
        saturationFactor: [0.2, 0.5],
        hueFactor: 0.2,
        seed,
      }),
  );
  const x = someImages();
  assert.deepEqual(rounded(new RandomColorJitter()(x)), rounded(x));
  const brighter = new RandomColorJitter({ brightnessFactor: [0.1, 0.1], valueRange: [0, 1] })(
    tf.zeros([1, 1, 1, 3]),
  );
  assert.deepEqual(rounded(brighter), [0.1, 0.1, 0.1]);
});
