import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { getMask } from '../../../../src/layers/mask.js';
import { GlobalAveragePooling1D } from '../../../../src/layers/pooling/global-average-pooling1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('GlobalAveragePooling1D', () => {
  before(ensureReady);

  it('takes the mean of each channel', () => {
    assert.deepEqual(rounded(new GlobalAveragePooling1D()(counting([1, 4, 1]))), [1.5]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new GlobalAveragePooling1D(), counting([2, 9, 4]));
    layerFacts(
      new GlobalAveragePooling1D({ keepdims: true, dataFormat: 'channelsFirst' }),
      counting([2, 4, 9]),
    );
  });

  it('refuses other ranks', () => {
    assert.throws(() => new GlobalAveragePooling1D()(tf.zeros([2, 9])), /expected an input with 3 axes/);
  });

  it('leaves out what the mask leaves out, and ends the mask', () => {
    const layer = new GlobalAveragePooling1D();
    const mask = tf.tensor([[1, 0, 1, 0]], [1, 4], 'bool');
    const y = layer(counting([1, 4, 1]), { mask });
    assert.deepEqual(rounded(y), [1]);
    assert.equal(getMask(y), null);
  });
});
