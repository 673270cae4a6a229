import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomErasing } from '../../../../../src/layers/preprocessing/augmentation/random-erasing.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('a piece is erased', () => {
  augmentationFacts((seed) => new RandomErasing({ factor: [0.5, 1], scale: [0.2, 0.5], seed }));
  const y = new RandomErasing({ factor: [1, 1], scale: [0.25, 0.25], fillValue: 7 })(tf.zeros([1, 8, 8, 1]));
  const erased = rounded(y).filter((value) => value === 7).length;
  assert.ok(erased >= 9 && erased <= 25, String(erased));
  assert.throws(
    () => new RandomErasing({ fillValue: 'noise' as never }),
    /fillValue must be a finite number/,
  );
});
