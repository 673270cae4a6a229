import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { MaxPooling3D } from '../../../../src/layers/pooling/max-pooling3d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('MaxPooling3D', () => {
  before(ensureReady);

  it('takes the largest value of each window', () => {
    assert.deepEqual(rounded(new MaxPooling3D()(counting([1, 2, 2, 2, 1]))), [7]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new MaxPooling3D({ poolSize: 3, strides: 2, padding: 'same' }), counting([1, 5, 4, 6, 4]));
    layerFacts(new MaxPooling3D({ poolSize: 2, dataFormat: 'channelsFirst' }), counting([1, 4, 5, 4, 6]));
  });

  it('refuses other ranks', () => {
    assert.throws(() => new MaxPooling3D()(tf.zeros([2, 7, 6, 4])), /expected an input with 5 axes/);
  });
});
