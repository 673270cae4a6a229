import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Conv2DTranspose } from '../../../../src/layers/conv/conv2d-transpose.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Conv2DTranspose', () => {
  before(ensureReady);

  it('sums the inputs under the filter, and adds the bias', () => {
    const layer = new Conv2DTranspose({
      filters: 1,
      kernelSize: 2,
      strides: 2,
      kernelInitializer: 'ones',
      biasInitializer: 'ones',
    });
    const y = layer(tf.ones([1, 2, 2, 3]));
    assert.deepEqual(y.shape, [1, 4, 4, 1]);
    assert.ok(rounded(y).every((value) => value === 4));
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(
      new Conv2DTranspose({
        filters: 2,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        kernelRegularizer: 'l2',
      }),
      counting([2, 7, 6, 4]),
    );
    layerFacts(
      new Conv2DTranspose({ filters: 2, kernelSize: 3, dilationRate: 2, useBias: false, padding: 'same' }),
      counting([2, 7, 6, 4]),
    );
  });

  it('gives the same with channels first', () => {
    const last = new Conv2DTranspose({ filters: 2, kernelSize: 3 });
    const first = new Conv2DTranspose({
      filters: 2,
      kernelSize: 3,
      dataFormat: 'channels_first' as 'channelsFirst',
    });
    const x = counting([2, 7, 6, 4]).div(100);
    const expected = last(x);
    first.build([2, 4, 7, 6]);
    first.setWeights(last.getWeights());
    const y = first(tf.transpose(x, [0, 3, 1, 2]));
    assert.deepEqual(rounded(tf.transpose(y, [0, 2, 3, 1])), rounded(expected));
  });

  it('refuses other ranks and unknown channels', () => {
    assert.throws(
      () => new Conv2DTranspose({ filters: 2, kernelSize: 3 })(tf.zeros([2, 9, 4])),
      /Conv2DTranspose .*expected an input with 4 axes/,
    );
    assert.throws(
      () => new Conv2DTranspose({ filters: 2, kernelSize: 3 }).build([null, 8, 8, null]),
      /a known number of channels/,
    );
  });
});
