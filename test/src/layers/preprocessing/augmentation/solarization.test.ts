import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { Solarization } from '../../../../../src/layers/preprocessing/augmentation/solarization.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('bright pixels are turned round', () => {
  augmentationFacts((seed) => new Solarization({ additionFactor: 0.5, thresholdFactor: 0.5, seed }));
  const x = tf.tensor([10, 200], [1, 2, 1, 1]);
  assert.deepEqual(rounded(new Solarization()(x)), [245, 55]);
  const drawn = { additions: tf.fill([1, 1, 1, 1], 5), thresholds: tf.fill([1, 1, 1, 1], 100) };
  assert.deepEqual(rounded(new Solarization().transformImages(x, drawn)), [15, 50]);
  assert.throws(() => new Solarization({ additionFactor: 2 }), /additionFactor must be a number in \[0, 1\]/);
  assert.throws(() => new Solarization({ factor: 1 } as never), /unknown option factor/);
});
