import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GlobalAveragePooling3D } from '../../../../src/layers/pooling/global-average-pooling3d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('GlobalAveragePooling3D', () => {
  before(ensureReady);

  it('takes the mean of each channel', () => {
    assert.deepEqual(rounded(new GlobalAveragePooling3D()(counting([1, 2, 2, 2, 1]))), [3.5]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new GlobalAveragePooling3D(), counting([1, 5, 4, 6, 4]));
    layerFacts(
      new GlobalAveragePooling3D({ keepdims: true, dataFormat: 'channelsFirst' }),
      counting([1, 4, 5, 4, 6]),
    );
  });

  it('refuses other ranks', () => {
    assert.throws(
      () => new GlobalAveragePooling3D()(tf.zeros([2, 7, 6, 4])),
      /expected an input with 5 axes/,
    );
  });
});
