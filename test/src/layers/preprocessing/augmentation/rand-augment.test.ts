import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandAugment } from '../../../../../src/layers/preprocessing/augmentation/rand-augment.js';
import { layerFacts, rounded } from '../../layer-facts.js';
import { someImages } from './augmentation-facts.js';

before(ensureReady);

test('some ways follow each other', () => {
  const layer = new RandAugment({ seed: 1 });
  layerFacts(layer, someImages(), { training: true });
  const x = someImages();
  assert.deepEqual(rounded(layer(x, { training: false })), rounded(x));
  assert.deepEqual(rounded(new RandAugment({ numOps: 0 })(x)), rounded(x));
  const same = () => rounded(new RandAugment({ seed: 5, numOps: 3 })(x));
  assert.deepEqual(same(), same());
  const twice = new RandAugment({ numOps: 3, factor: [0.2, 0.5], seed: 2 });
  assert.notDeepEqual(rounded(twice(x)), rounded(twice(x)));
  const out = twice({ images: x, segmentationMasks: tf.ones([8, 6, 5, 1]) }) as never as Record<
    string,
    tf.Tensor
  >;
  assert.deepEqual(out['segmentationMasks']!.shape, [8, 6, 5, 1]);
});
