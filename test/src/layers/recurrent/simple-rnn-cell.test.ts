import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { SimpleRNNCell } from '../../../../src/layers/recurrent/simple-rnn-cell.js';

describe('SimpleRNNCell', () => {
  before(ensureReady);

  it('computes activation(x · kernel + bias + h · recurrentKernel)', () => {
    const cell = new SimpleRNNCell({ units: 1, activation: 'linear' });
    cell.build([null, 2]);
    cell.setWeights([[[2], [3]], [[10]], [0.5]]);
    const [output, states] = cell(tf.tensor2d([[1, 1]]), { states: [tf.tensor2d([[4]])] }) as [
      tf.Tensor,
      tf.Tensor[],
    ];
    assert.deepEqual(output.arraySync(), [[45.5]]);
    assert.equal(states[0], output);
  });

  it('has no bias if it shall not', () => {
    const cell = new SimpleRNNCell({ units: 1, useBias: false });
    cell.build([null, 2]);
    assert.equal(cell.weights.length, 2);
  });
});
