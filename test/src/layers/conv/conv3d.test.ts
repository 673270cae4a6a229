import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Conv3D } from '../../../../src/layers/conv/conv3d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Conv3D', () => {
  before(ensureReady);

  it('sums the inputs under the filter, and adds the bias', () => {
    const layer = new Conv3D({
      filters: 1,
      kernelSize: 3,
      kernelInitializer: 'ones',
      biasInitializer: 'ones',
    });
    assert.deepEqual(rounded(layer(tf.ones([1, 3, 3, 3, 2]))), [55]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(
      new Conv3D({
        filters: 2,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        kernelRegularizer: 'l2',
      }),
      counting([1, 5, 4, 6, 4]),
    );
    layerFacts(
      new Conv3D({ filters: 2, kernelSize: 3, dilationRate: 2, useBias: false, padding: 'same' }),
      counting([1, 5, 4, 6, 4]),
    );
  });

  it('gives the same with channels first', () => {
    const last = new Conv3D({ filters: 2, kernelSize: 3 });
    const first = new Conv3D({ filters: 2, kernelSize: 3, dataFormat: 'channels_first' as 'channelsFirst' });
    const x = counting([1, 5, 4, 6, 4]).div(100);
    const expected = last(x);
    first.build([1, 4, 5, 4, 6]);
    first.setWeights(last.getWeights());
    const y = first(tf.transpose(x, [0, 4, 1, 2, 3]));
    assert.deepEqual(rounded(tf.transpose(y, [0, 2, 3, 4, 1])), rounded(expected));
  });

  it('refuses other ranks and unknown channels', () => {
    assert.throws(
      () => new Conv3D({ filters: 2, kernelSize: 3 })(tf.zeros([2, 7, 6, 4])),
      /Conv3D .*expected an input with 5 axes/,
    );
    assert.throws(
      () => new Conv3D({ filters: 2, kernelSize: 3 }).build([null, 8, 8, 8, null]),
      /a known number of channels/,
    );
  });
});
