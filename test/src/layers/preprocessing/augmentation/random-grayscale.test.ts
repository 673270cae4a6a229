import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomGrayscale } from '../../../../../src/layers/preprocessing/augmentation/random-grayscale.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('random images become grey', () => {
  augmentationFacts((seed) => new RandomGrayscale({ seed }));
  const y = new RandomGrayscale({ factor: 1 })(tf.tensor([100, 0, 0], [1, 1, 1, 3]));
  assert.deepEqual([...y.dataSync()].map(Math.round), [30, 30, 30]);
  assert.throws(() => new RandomGrayscale({ factor: 2 }), /factor must be a number in \[0, 1\]/);
});
