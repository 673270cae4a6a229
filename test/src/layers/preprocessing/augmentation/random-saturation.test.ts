import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomSaturation } from '../../../../../src/layers/preprocessing/augmentation/random-saturation.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('0.5 is the image as it is, 0 is grey', () => {
  augmentationFacts((seed) => new RandomSaturation({ factor: [0.1, 0.5], seed }));
  const x = tf.tensor([0.2, 0.4, 0.6], [1, 1, 1, 3]);
  const at = (factor: number) =>
    [...new RandomSaturation({ factor: [factor, factor], valueRange: [0, 1] })(x).dataSync()].map((value) =>
      value.toFixed(2),
    );
  assert.deepEqual(at(0.5), ['0.20', '0.40', '0.60']);
  assert.deepEqual(at(0), ['0.60', '0.60', '0.60']);
});
