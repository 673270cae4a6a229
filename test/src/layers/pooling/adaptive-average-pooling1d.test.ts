import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { AdaptiveAveragePooling1D } from '../../../../src/layers/pooling/adaptive-average-pooling1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('AdaptiveAveragePooling1D', () => {
  before(ensureReady);

  it('takes the mean of windows that give the size', () => {
    assert.deepEqual(rounded(new AdaptiveAveragePooling1D({ outputSize: 1 })(counting([1, 4, 1]))), [1.5]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new AdaptiveAveragePooling1D({ outputSize: 3 }), counting([2, 9, 4]));
    layerFacts(
      new AdaptiveAveragePooling1D({ outputSize: 2, dataFormat: 'channelsFirst' }),
      counting([2, 4, 9]),
    );
  });

  it('refuses other ranks and sizes', () => {
    assert.throws(
      () => new AdaptiveAveragePooling1D({ outputSize: 2 })(tf.zeros([2, 9])),
      /expected an input with 3 axes/,
    );
    assert.throws(
      () => new AdaptiveAveragePooling1D({ outputSize: 0 }),
      /outputSize must be a positive integer/,
    );
  });
});
