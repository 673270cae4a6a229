import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomRotation } from '../../../../../src/layers/preprocessing/augmentation/random-rotation.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomRotation', () => {
  before(ensureReady);

  it('turns by an angle of the range', () => {
    augmentationFacts((seed) => new RandomRotation({ factor: 0.2, seed }));
    const x = someImages();
    const half = new RandomRotation({ factor: [0.5, 0.5], fillMode: 'constant' })(x);
    const turned = tf.reverse(x, [1, 2]);
    assert.ok((tf.max(tf.abs(tf.sub(half, turned))).arraySync() as number) < 0.01);
    assert.deepEqual(rounded(new RandomRotation({ factor: 0 })(x)), rounded(x));
  });

  it('refuses more than a full turn', () => {
    assert.throws(() => new RandomRotation({ factor: 2 }), /factor must be a number in \[-1, 1\]/);
    assert.throws(
      () => new RandomRotation({ factor: 0.1, fillMode: 'mirror' as 'wrap' }),
      /fillMode must be one of/,
    );
  });
});
