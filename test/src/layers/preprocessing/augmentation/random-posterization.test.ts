import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomPosterization } from '../../../../../src/layers/preprocessing/augmentation/random-posterization.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('so many bits stay', () => {
  augmentationFacts((seed) => new RandomPosterization({ factor: 8, seed }));
  const x = tf.tensor([0, 100, 200, 255], [1, 4, 1, 1]);
  assert.deepEqual(rounded(new RandomPosterization({ factor: [1, 1] })(x)), [0, 0, 128, 128]);
  assert.deepEqual(rounded(new RandomPosterization({ factor: [8, 8] })(x)), [0, 100, 200, 255]);
  assert.throws(() => new RandomPosterization({ factor: 9 }), /factor must be a number in \[1, 8\]/);
});
