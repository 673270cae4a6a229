import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { AdaptiveMaxPooling3D } from '../../../../src/layers/pooling/adaptive-max-pooling3d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('AdaptiveMaxPooling3D', () => {
  before(ensureReady);

  it('takes the largest value of windows that give the size', () => {
    assert.deepEqual(rounded(new AdaptiveMaxPooling3D({ outputSize: 1 })(counting([1, 2, 2, 2, 1]))), [7]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new AdaptiveMaxPooling3D({ outputSize: 3 }), counting([1, 5, 4, 6, 4]));
    layerFacts(
      new AdaptiveMaxPooling3D({ outputSize: 2, dataFormat: 'channelsFirst' }),
      counting([1, 4, 5, 4, 6]),
    );
  });

  it('refuses other ranks and sizes', () => {
    assert.throws(
      () => new AdaptiveMaxPooling3D({ outputSize: 2 })(tf.zeros([2, 7, 6, 4])),
      /expected an input with 5 axes/,
    );
    assert.throws(() => new AdaptiveMaxPooling3D({ outputSize: 0 }), /outputSize must be a positive integer/);
  });
});
