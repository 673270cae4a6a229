import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { AveragePooling1D } from '../../../../src/layers/pooling/average-pooling1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('AveragePooling1D', () => {
  before(ensureReady);

  it('takes the mean of each window', () => {
    assert.deepEqual(rounded(new AveragePooling1D()(counting([1, 4, 1]))), [0.5, 2.5]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new AveragePooling1D({ poolSize: 3, strides: 2, padding: 'same' }), counting([2, 9, 4]));
    layerFacts(new AveragePooling1D({ poolSize: 2, dataFormat: 'channelsFirst' }), counting([2, 4, 9]));
  });

  it('refuses other ranks', () => {
    assert.throws(() => new AveragePooling1D()(tf.zeros([2, 9])), /expected an input with 3 axes/);
  });
});
