import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { MaxPooling1D } from '../../../../src/layers/pooling/max-pooling1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('MaxPooling1D', () => {
  before(ensureReady);

  it('takes the largest value of each window', () => {
    assert.deepEqual(rounded(new MaxPooling1D()(counting([1, 4, 1]))), [1, 3]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new MaxPooling1D({ poolSize: 3, strides: 2, padding: 'same' }), counting([2, 9, 4]));
    layerFacts(new MaxPooling1D({ poolSize: 2, dataFormat: 'channelsFirst' }), counting([2, 4, 9]));
  });

  it('refuses other ranks', () => {
    assert.throws(() => new MaxPooling1D()(tf.zeros([2, 9])), /expected an input with 3 axes/);
  });
});
