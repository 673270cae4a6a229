import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { MixUp } from '../../../../../src/layers/preprocessing/augmentation/mix-up.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('images and labels are mixed by the same shares', () => {
  augmentationFacts((seed) => new MixUp({ alpha: 0.5, seed }));
  const images = tf.reshape(tf.range(0, 4), [4, 1, 1, 1]);
  const out = new MixUp({ seed: 3 })({ images, labels: tf.range(0, 4).reshape([4, 1]) }) as never as Record<
    string,
    tf.Tensor
  >;
  assert.deepEqual(rounded(out['images']!), rounded(out['labels']!));
  assert.notDeepEqual(rounded(out['images']!), [0, 1, 2, 3]);
  assert.throws(() => new MixUp({ alpha: 0 }), /alpha must be a number above 0/);
});
