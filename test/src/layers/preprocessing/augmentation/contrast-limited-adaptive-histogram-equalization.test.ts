import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { ContrastLimitedAdaptiveHistogramEqualization as Clahe } from '../../../../../src/layers/preprocessing/augmentation/contrast-limited-adaptive-histogram-equalization.js';
import { layerFacts, rounded } from '../../layer-facts.js';

before(ensureReady);

// test/oracle/layers-augmentation.test.ts compares values with Keras's.
it('CLAHE spreads the shades of tiles, in training and outside of it', () => {
  const x = tf.tensor([100, 101, 102, 103], [1, 2, 2, 1]);
  const layer = new Clahe({ tileGridSize: [1, 1], clipLimit: 0 });
  assert.deepEqual(rounded(layerFacts(layer, x)), [63.75, 127.5, 191.25, 255]);
  assert.deepEqual(rounded(layer(x, { training: false })), rounded(layer(x)));
  assert.throws(() => new Clahe({ tileGridSize: [0, 2] }), /tileGridSize must be a positive integer/);
});
