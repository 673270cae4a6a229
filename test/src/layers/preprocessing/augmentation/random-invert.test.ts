import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomInvert } from '../../../../../src/layers/preprocessing/augmentation/random-invert.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('values are turned round, or not', () => {
  augmentationFacts((seed) => new RandomInvert({ seed }));
  const x = tf.tensor([0, 0.25], [1, 2, 1, 1]);
  assert.deepEqual(rounded(new RandomInvert({ factor: [1, 1], valueRange: [0, 1] })(x)), [1, 0.75]);
  assert.deepEqual(rounded(new RandomInvert({ factor: 0 })(x)), [0, 0.25]);
});
