import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { AugMix } from '../../../../../src/layers/preprocessing/augmentation/aug-mix.js';
import { layerFacts, rounded } from '../../layer-facts.js';
import { someImages } from './augmentation-facts.js';

before(ensureReady);

test('chains of changes are mixed', () => {
  const layer = new AugMix({ seed: 1 });
  layerFacts(layer, someImages(), { training: true });
  const x = someImages();
  assert.deepEqual(rounded(layer(x, { training: false })), rounded(x));
  const same = () => rounded(new AugMix({ seed: 5, allOps: false })(x));
  assert.deepEqual(same(), same());
  assert.notDeepEqual(same(), rounded(x));
  const out = layer({ images: x, segmentationMasks: tf.ones([8, 6, 5, 1]) }) as never as Record<
    string,
    tf.Tensor
  >;
  assert.deepEqual(out['segmentationMasks']!.shape, [8, 6, 5, 1]);
  assert.throws(() => new AugMix({ numChains: 0 }), /numChains must be a positive integer/);
});
