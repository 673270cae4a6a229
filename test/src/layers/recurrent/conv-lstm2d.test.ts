import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ConvLSTM2D } from '../../../../src/layers/recurrent/conv-lstm2d.js';

describe('ConvLSTM2D', () => {
  before(ensureReady);

  it('takes input of 5 axes', () => {
    const layer = new ConvLSTM2D({ filters: 4, kernelSize: 2 });
    assert.deepEqual(layer(tf.ones([2, 3, 6, 5, 1])).shape, [2, 5, 4, 4]);
    assert.deepEqual(
      layer.weights.map(({ name }) => name),
      ['kernel', 'recurrent_kernel', 'bias'],
    );
    assert.throws(
      () => layer(tf.ones([2, 3])),
      /ConvLSTM2D .*: expected an input with 5 axes; received shape/,
    );
  });
});
