import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { AveragePooling2D } from '../../../../src/layers/pooling/average-pooling2d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('AveragePooling2D', () => {
  before(ensureReady);

  it('takes the mean of each window', () => {
    assert.deepEqual(rounded(new AveragePooling2D()(counting([1, 2, 4, 1]))), [2.5, 4.5]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new AveragePooling2D({ poolSize: 3, strides: 2, padding: 'same' }), counting([2, 7, 6, 4]));
    layerFacts(new AveragePooling2D({ poolSize: 2, dataFormat: 'channelsFirst' }), counting([2, 4, 7, 6]));
  });

  it('refuses other ranks', () => {
    assert.throws(() => new AveragePooling2D()(tf.zeros([2, 9, 4])), /expected an input with 4 axes/);
  });
});
