import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import {
  augmentationSet,
  drawnUnder,
  drawUnder,
} from '../../../../../src/layers/preprocessing/augmentation/augmentation-set.js';

before(ensureReady);

const SETTINGS = {
  factor: [0, 0.5],
  valueRange: [0, 1],
  interpolation: 'nearest',
  seed: 1,
  dataFormat: 'channelsLast',
} as const;

test('there are eleven ways, seven of them without smooth changes of colour', () => {
  assert.equal(augmentationSet(SETTINGS, true).length, 11);
  assert.equal(augmentationSet(SETTINGS, false).length, 7);
});

test('what is drawn for several layers is kept apart', () => {
  const [shear] = augmentationSet(SETTINGS, false);
  const drawn = drawUnder('3.', shear!, tf.zeros([2, 4, 4, 3]));
  assert.deepEqual(Object.keys(drawn), ['3.shearFactor']);
  assert.deepEqual(Object.keys(drawnUnder('3.', drawn)!), ['shearFactor']);
});
