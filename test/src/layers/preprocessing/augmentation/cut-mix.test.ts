import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { CutMix } from '../../../../../src/layers/preprocessing/augmentation/cut-mix.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts } from './augmentation-facts.js';

before(ensureReady);

test('a piece of another image comes in, and its label by its share', () => {
  augmentationFacts((seed) => new CutMix({ seed }));
  const images = tf.tile(tf.reshape(tf.range(0, 2), [2, 1, 1, 1]), [1, 16, 16, 1]);
  const labels = tf.tensor([[0], [1]]);
  const out = new CutMix({ factor: [1, 1], seed: 1 })({
    images,
    labels,
    segmentationMasks: images,
  }) as never as Record<string, tf.Tensor>;
  const shares = rounded(tf.mean(out['images']!, [1, 2, 3]));
  for (const [i, label] of rounded(out['labels']!).entries())
    assert.ok(Math.abs(label - shares[i]!) < 0.15, `${label} ${shares}`);
  assert.deepEqual(rounded(out['segmentationMasks']!), rounded(out['images']!));
});
