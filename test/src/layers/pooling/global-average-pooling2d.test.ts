import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GlobalAveragePooling2D } from '../../../../src/layers/pooling/global-average-pooling2d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('GlobalAveragePooling2D', () => {
  before(ensureReady);

  it('takes the mean of each channel', () => {
    assert.deepEqual(rounded(new GlobalAveragePooling2D()(counting([1, 2, 4, 1]))), [3.5]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new GlobalAveragePooling2D(), counting([2, 7, 6, 4]));
    layerFacts(
      new GlobalAveragePooling2D({ keepdims: true, dataFormat: 'channelsFirst' }),
      counting([2, 4, 7, 6]),
    );
  });

  it('refuses other ranks', () => {
    assert.throws(() => new GlobalAveragePooling2D()(tf.zeros([2, 9, 4])), /expected an input with 4 axes/);
  });
});
