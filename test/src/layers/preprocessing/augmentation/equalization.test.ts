import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { Equalization } from '../../../../../src/layers/preprocessing/augmentation/equalization.js';
import { layerFacts, rounded } from '../../layer-facts.js';

before(ensureReady);

test('shades become equally frequent', () => {
  const x = tf.tensor([1, 1, 2, 3], [1, 2, 2, 1]);
  assert.deepEqual(rounded(layerFacts(new Equalization(), x)), [0, 0, 128, 255]);
  assert.deepEqual(rounded(new Equalization({ bins: 8 })(tf.fill([1, 2, 2, 1], 3))), [3, 3, 3, 3]);
  assert.throws(() => new Equalization({ bins: 0 }), /bins must be a positive integer/);
});
