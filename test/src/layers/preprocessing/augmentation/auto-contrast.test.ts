import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { AutoContrast } from '../../../../../src/layers/preprocessing/augmentation/auto-contrast.js';
import { layerFacts, rounded } from '../../layer-facts.js';

before(ensureReady);

test('values fill the range, also outside of training', () => {
  const x = tf.tensor([0.2, 0.3, 0.4], [1, 3, 1, 1]);
  const layer = new AutoContrast({ valueRange: [0, 1] });
  assert.deepEqual(rounded(layerFacts(layer, x, { training: false })), [0, 0.5, 1]);
  assert.deepEqual(rounded(layer(tf.fill([1, 2, 2, 1], 0.5))), [0.5, 0.5, 0.5, 0.5]);
});
