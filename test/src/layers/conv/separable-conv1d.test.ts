import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { SeparableConv1D } from '../../../../src/layers/conv/separable-conv1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('SeparableConv1D', () => {
  before(ensureReady);

  it('sums the inputs under the filter, and adds the bias', () => {
    const ones = {
      depthwiseInitializer: 'ones',
      pointwiseInitializer: 'ones',
      biasInitializer: 'ones',
    } as const;
    const layer = new SeparableConv1D({ filters: 1, kernelSize: 3, ...ones });
    assert.deepEqual(rounded(layer(tf.ones([1, 3, 2]))), [7]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(
      new SeparableConv1D({
        filters: 2,
        kernelSize: 3,
        depthMultiplier: 2,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        depthwiseRegularizer: 'l2',
      }),
      counting([2, 9, 4]),
    );
    layerFacts(
      new SeparableConv1D({
        filters: 2,
        kernelSize: 3,
        depthMultiplier: 2,
        dilationRate: 2,
        useBias: false,
        padding: 'same',
      }),
      counting([2, 9, 4]),
    );
  });

  it('gives the same with channels first', () => {
    const last = new SeparableConv1D({ filters: 2, kernelSize: 3, depthMultiplier: 2 });
    const first = new SeparableConv1D({
      filters: 2,
      kernelSize: 3,
      depthMultiplier: 2,
      dataFormat: 'channels_first' as 'channelsFirst',
    });
    const x = counting([2, 9, 4]).div(100);
    const expected = last(x);
    first.build([2, 4, 9]);
    first.setWeights(last.getWeights());
    const y = first(tf.transpose(x, [0, 2, 1]));
    assert.deepEqual(rounded(tf.transpose(y, [0, 2, 1])), rounded(expected));
  });

  it('refuses other ranks and unknown channels', () => {
    assert.throws(
      () => new SeparableConv1D({ filters: 2, kernelSize: 3, depthMultiplier: 2 })(tf.zeros([2, 9])),
      /SeparableConv1D .*expected an input with 3 axes/,
    );
    assert.throws(
      () => new SeparableConv1D({ filters: 2, kernelSize: 3, depthMultiplier: 2 }).build([null, 8, null]),
      /a known number of channels/,
    );
  });
});
