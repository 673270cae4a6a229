import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomGaussianBlur } from '../../../../../src/layers/preprocessing/augmentation/random-gaussian-blur.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('pixels spread', () => {
  augmentationFacts((seed) => new RandomGaussianBlur({ factor: [0.5, 1], sigma: [0.5, 1], seed }));
  const x = tf.pad(tf.fill([1, 1, 1, 1], 9), [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const y = rounded(new RandomGaussianBlur({ factor: [1, 1], sigma: [1, 1] })(x));
  assert.ok(y[4]! > y[1]! && y[1]! > y[0]! && y[0]! > 0);
  assert.throws(() => new RandomGaussianBlur({ kernelSize: 4 }), /kernelSize must be an odd number/);
});
