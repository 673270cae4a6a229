import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ConvLSTM1D } from '../../../../src/layers/recurrent/conv-lstm1d.js';

describe('ConvLSTM1D', () => {
  before(ensureReady);

  it('takes input of 4 axes', () => {
    const layer = new ConvLSTM1D({ filters: 4, kernelSize: 2 });
    assert.deepEqual(layer(tf.ones([2, 3, 6, 1])).shape, [2, 5, 4]);
    assert.deepEqual(
      layer.weights.map(({ name }) => name),
      ['kernel', 'recurrent_kernel', 'bias'],
    );
    assert.throws(
      () => layer(tf.ones([2, 3])),
      /ConvLSTM1D .*: expected an input with 4 axes; received shape/,
    );
  });
});
