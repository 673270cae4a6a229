import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomColorDegeneration } from '../../../../../src/layers/preprocessing/augmentation/random-color-degeneration.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('1 is grey', () => {
  augmentationFacts((seed) => new RandomColorDegeneration({ factor: [0.2, 1], seed }));
  const grey = rounded(
    new RandomColorDegeneration({ factor: [1, 1] })(tf.tensor([10, 20, 30], [1, 1, 1, 3])),
  );
  assert.equal(new Set(grey.map((value) => value.toFixed(3))).size, 1);
});
