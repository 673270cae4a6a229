import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GlobalMaxPooling1D } from '../../../../src/layers/pooling/global-max-pooling1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('GlobalMaxPooling1D', () => {
  before(ensureReady);

  it('takes the largest value of each channel', () => {
    assert.deepEqual(rounded(new GlobalMaxPooling1D()(counting([1, 4, 1]))), [3]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new GlobalMaxPooling1D(), counting([2, 9, 4]));
    layerFacts(new GlobalMaxPooling1D({ keepdims: true, dataFormat: 'channelsFirst' }), counting([2, 4, 9]));
  });

  it('refuses other ranks', () => {
    assert.throws(() => new GlobalMaxPooling1D()(tf.zeros([2, 9])), /expected an input with 3 axes/);
  });
});
