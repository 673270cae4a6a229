import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ConvLSTM3D } from '../../../../src/layers/recurrent/conv-lstm3d.js';

describe('ConvLSTM3D', () => {
  before(ensureReady);

  it('takes input of 6 axes', () => {
    const layer = new ConvLSTM3D({ filters: 4, kernelSize: 2 });
    assert.deepEqual(layer(tf.ones([2, 2, 3, 4, 3, 1])).shape, [2, 2, 3, 2, 4]);
    assert.deepEqual(
      layer.weights.map(({ name }) => name),
      ['kernel', 'recurrent_kernel', 'bias'],
    );
    assert.throws(
      () => layer(tf.ones([2, 3])),
      /ConvLSTM3D .*: expected an input with 6 axes; received shape/,
    );
  });
});
