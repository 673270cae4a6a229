import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { MaxPooling2D } from '../../../../src/layers/pooling/max-pooling2d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('MaxPooling2D', () => {
  before(ensureReady);

  it('takes the largest value of each window', () => {
    assert.deepEqual(rounded(new MaxPooling2D()(counting([1, 2, 4, 1]))), [5, 7]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new MaxPooling2D({ poolSize: 3, strides: 2, padding: 'same' }), counting([2, 7, 6, 4]));
    layerFacts(new MaxPooling2D({ poolSize: 2, dataFormat: 'channelsFirst' }), counting([2, 4, 7, 6]));
  });

  it('refuses other ranks', () => {
    assert.throws(() => new MaxPooling2D()(tf.zeros([2, 9, 4])), /expected an input with 4 axes/);
  });
});
