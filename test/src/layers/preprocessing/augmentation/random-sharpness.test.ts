import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomSharpness } from '../../../../../src/layers/preprocessing/augmentation/random-sharpness.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('0.5 is the image as it is, 0 is blurred', () => {
  augmentationFacts((seed) => new RandomSharpness({ factor: [0, 0.5], seed }));
  const x = tf.pad(tf.fill([1, 1, 1, 1], 13), [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  assert.deepEqual(rounded(new RandomSharpness({ factor: [0.5, 0.5] })(x)), rounded(x));
  assert.deepEqual(rounded(new RandomSharpness({ factor: 0 })(x)), [1, 1, 1, 1, 5, 1, 1, 1, 1]);
});
