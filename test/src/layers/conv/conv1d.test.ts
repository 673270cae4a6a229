import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Conv1D } from '../../../../src/layers/conv/conv1d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('Conv1D', () => {
  before(ensureReady);

  it('sums the inputs under the filter, and adds the bias', () => {
    const layer = new Conv1D({
      filters: 1,
      kernelSize: 3,
      kernelInitializer: 'ones',
      biasInitializer: 'ones',
    });
    assert.deepEqual(rounded(layer(tf.ones([1, 3, 2]))), [7]);
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(
      new Conv1D({
        filters: 2,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        kernelRegularizer: 'l2',
      }),
      counting([2, 9, 4]),
    );
    layerFacts(
      new Conv1D({ filters: 2, kernelSize: 3, dilationRate: 2, useBias: false, padding: 'same' }),
      counting([2, 9, 4]),
    );
  });

  it('gives the same with channels first', () => {
    const last = new Conv1D({ filters: 2, kernelSize: 3 });
    const first = new Conv1D({ filters: 2, kernelSize: 3, dataFormat: 'channels_first' as 'channelsFirst' });
    const x = counting([2, 9, 4]).div(100);
    const expected = last(x);
    first.build([2, 4, 9]);
    first.setWeights(last.getWeights());
    const y = first(tf.transpose(x, [0, 2, 1]));
    assert.deepEqual(rounded(tf.transpose(y, [0, 2, 1])), rounded(expected));
  });

  it('refuses other ranks and unknown channels', () => {
    assert.throws(
      () => new Conv1D({ filters: 2, kernelSize: 3 })(tf.zeros([2, 9])),
      /Conv1D .*expected an input with 3 axes/,
    );
    assert.throws(
      () => new Conv1D({ filters: 2, kernelSize: 3 }).build([null, 8, null]),
      /a known number of channels/,
    );
  });

  it('looks only back with causal padding', () => {
    const layer = new Conv1D({ filters: 1, kernelSize: 2, padding: 'causal', kernelInitializer: 'ones' });
    assert.deepEqual(rounded(layer(tf.tensor([1, 2, 3], [1, 3, 1]))), [1, 3, 5]);
    assert.deepEqual(layer.computeOutputShape([null, null, 1]), [null, null, 1]);
  });
});
