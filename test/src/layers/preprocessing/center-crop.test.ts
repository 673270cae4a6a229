import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { CenterCrop } from '../../../../src/layers/preprocessing/center-crop.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('CenterCrop', () => {
  before(ensureReady);

  it('cuts out the middle', () => {
    assert.deepEqual(
      rounded(layerFacts(new CenterCrop({ height: 1, width: 2 }), counting([1, 3, 4, 1]))),
      [5, 6],
    );
  });

  it('enlarges what is smaller', () => {
    assert.deepEqual(
      layerFacts(new CenterCrop({ height: 4, width: 2 }), tf.ones([1, 2, 3, 1])).shape,
      [1, 4, 2, 1],
    );
  });
});
