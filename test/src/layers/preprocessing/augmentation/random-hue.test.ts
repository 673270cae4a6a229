import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomHue } from '../../../../../src/layers/preprocessing/augmentation/random-hue.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('colours turn, greys stay', () => {
  augmentationFacts((seed) => new RandomHue({ factor: 0.5, seed }));
  const red = tf.tensor([1, 0, 0], [1, 1, 1, 3]);
  const turned = new RandomHue({ factor: 1, valueRange: [0, 1] }).transformImages(red, {
    factor: tf.tensor([1 / 3]),
  });
  assert.deepEqual(rounded(turned), [0, 1, 0]);
});
