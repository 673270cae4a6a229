import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomElasticTransform } from '../../../../../src/layers/preprocessing/augmentation/random-elastic-transform.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

before(ensureReady);

it('RandomElasticTransform distorts, and moves masks with the images', () => {
  augmentationFacts((seed) => new RandomElasticTransform({ scale: [0.8, 1], seed }));
  const x = someImages();
  assert.deepEqual(rounded(new RandomElasticTransform({ scale: 0 })(x)), rounded(x));
  const layer = new RandomElasticTransform({
    factor: [1, 1],
    scale: [1, 1],
    interpolation: 'nearest',
    seed: 1,
  });
  const images = tf.randomUniform([2, 40, 40, 1], 0, 255).round();
  const found = layer({ images, segmentationMasks: images }) as unknown as Record<string, tf.Tensor>;
  assert.deepEqual([...found['images']!.dataSync()], [...found['segmentationMasks']!.dataSync()]);
  assert.ok(found['images']!.notEqual(images).any().dataSync()[0]);
  assert.throws(() => new RandomElasticTransform({ scale: 2 }), /scale must be a number in \[0, 1\]/);
});
