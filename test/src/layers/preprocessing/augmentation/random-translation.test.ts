import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { RandomTranslation } from '../../../../../src/layers/preprocessing/augmentation/random-translation.js';
import { rounded } from '../../layer-facts.js';
import { augmentationFacts, someImages } from './augmentation-facts.js';

describe('RandomTranslation', () => {
  before(ensureReady);

  it('moves down and to the right', () => {
    augmentationFacts((seed) => new RandomTranslation({ heightFactor: 0.3, widthFactor: 0.3, seed }));
    const x = tf.tensor([1, 2, 3, 4], [1, 2, 2, 1]);
    const move = { fillMode: 'constant' as const, fillValue: 9 };
    assert.deepEqual(
      rounded(new RandomTranslation({ heightFactor: [0.5, 0.5], widthFactor: 0, ...move })(x)),
      [9, 9, 1, 2],
    );
    assert.deepEqual(
      rounded(new RandomTranslation({ heightFactor: 0, widthFactor: [0.5, 0.5], ...move })(x)),
      [9, 1, 9, 3],
    );
  });

  it('refuses a missing factor', () => {
    assert.throws(
      () => new RandomTranslation({ heightFactor: 0.1 } as never),
      /widthFactor must be a number/,
    );
    assert.equal(someImages().size, 720);
  });
});
