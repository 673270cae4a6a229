import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomZoom } from '../../../../../src/layers/preprocessing/augmentation/random-zoom.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomZoom', () => {
  before(ensureReady);

  it('shows more or less of the height and the width', () => {
    augmentationFacts((seed) => new RandomZoom({ heightFactor: 0.3, widthFactor: [0.1, 0.2], seed }));
    const out = new RandomZoom({ heightFactor: [1, 1], fillMode: 'constant', fillValue: 9 })(
      tf.ones([1, 4, 4, 1]),
    );
    assert.deepEqual(rounded(out).filter((value) => value === 9).length, 12);
  });

  it('refuses factors outside', () => {
    assert.throws(() => new RandomZoom({ heightFactor: 3 }), /heightFactor must be a number in/);
    assert.equal(someImages().size, 720);
  });
});
