import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { AdaptiveAveragePooling2D } from '../../../../src/layers/pooling/adaptive-average-pooling2d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('AdaptiveAveragePooling2D', () => {
  before(ensureReady);

  it('takes the mean of windows that give the size', () => {
    assert.deepEqual(rounded(new AdaptiveAveragePooling2D({ outputSize: 1 })(counting([1, 2, 4, 1]))), [3.5]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new AdaptiveAveragePooling2D({ outputSize: 3 }), counting([2, 7, 6, 4]));
    layerFacts(
      new AdaptiveAveragePooling2D({ outputSize: 2, dataFormat: 'channelsFirst' }),
      counting([2, 4, 7, 6]),
    );
  });

  it('refuses other ranks and sizes', () => {
    assert.throws(
      () => new AdaptiveAveragePooling2D({ outputSize: 2 })(tf.zeros([2, 9, 4])),
      /expected an input with 4 axes/,
    );
    assert.throws(
      () => new AdaptiveAveragePooling2D({ outputSize: 0 }),
      /outputSize must be a positive integer/,
    );
  });
});
