import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { DepthwiseConv2D } from '../../../../src/layers/conv/depthwise-conv2d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('DepthwiseConv2D', () => {
  before(ensureReady);

  it('sums the inputs under the filter, and adds the bias', () => {
    const layer = new DepthwiseConv2D({
      kernelSize: 3,
      depthwiseInitializer: 'ones',
      biasInitializer: 'ones',
    });
    const x = tf.mul(tf.ones([1, 3, 3, 2]), tf.tensor([1, 2]));
    assert.deepEqual(rounded(layer(x)), [10, 19]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(
      new DepthwiseConv2D({
        kernelSize: 3,
        depthMultiplier: 2,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        depthwiseRegularizer: 'l2',
      }),
      counting([2, 7, 6, 4]),
    );
    layerFacts(
      new DepthwiseConv2D({
        kernelSize: 3,
        depthMultiplier: 2,
        dilationRate: 2,
        useBias: false,
        padding: 'same',
      }),
      counting([2, 7, 6, 4]),
    );
  });

  it('gives the same with channels first', () => {
    const last = new DepthwiseConv2D({ kernelSize: 3, depthMultiplier: 2 });
    const first = new DepthwiseConv2D({
      kernelSize: 3,
      depthMultiplier: 2,
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
      () => new DepthwiseConv2D({ kernelSize: 3, depthMultiplier: 2 })(tf.zeros([2, 9, 4])),
      /DepthwiseConv2D .*expected an input with 4 axes/,
    );
    assert.throws(
      () => new DepthwiseConv2D({ kernelSize: 3, depthMultiplier: 2 }).build([null, 8, 8, null]),
      /a known number of channels/,
    );
  });
});
