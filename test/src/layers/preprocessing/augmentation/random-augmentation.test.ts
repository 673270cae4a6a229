import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { setRandomSeed } from '../../../../../src/backends/random.js';
import { RandomBrightness } from '../../../../../src/layers/preprocessing/augmentation/random-brightness.js';

before(ensureReady);

test('without a seed of its own, the global one fixes what a layer draws', () => {
  const first = () => {
    setRandomSeed(7);
    return [...new RandomBrightness({ factor: 0.5 })(tf.fill([2, 1, 1, 1], 128)).dataSync()];
  };
  const [a, b] = first();
  assert.notEqual(a, b, 'each image draws for itself');
  assert.deepEqual(first(), [a, b]);
});

test('its source of random numbers is saved with a training', () => {
  assert.equal(new RandomBrightness({ factor: 0.5 }).savedState().generators?.length, 1);
});
