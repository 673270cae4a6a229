import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Ones } from '../../../../src/initializers/index.js';
import { LSTMCell, lstmBias } from '../../../../src/layers/recurrent/lstm-cell.js';

describe('LSTMCell', () => {
  before(ensureReady);

  it('keeps, adds and lets out by its gates', () => {
    const cell = new LSTMCell({ units: 1, activation: 'linear', recurrentActivation: 'linear' });
    cell.build([null, 1]);
    // Gates in the order input, forget, cell, output.
    cell.setWeights([[[1, 2, 3, 4]], [[0, 0, 0, 0]], [0, 0, 0, 0]]);
    const [h, c] = [tf.zeros([1, 1]), tf.fill([1, 1], 10)];
    const [output, states] = cell(tf.ones([1, 1]), { states: [h, c] }) as [tf.Tensor, tf.Tensor[]];
    assert.deepEqual(states[1]!.arraySync(), [[2 * 10 + 1 * 3]]);
    assert.deepEqual(output.arraySync(), [[4 * 23]]);
  });

  it('begins with ones for the forget gate', () => {
    const bias = (options: object) => {
      const cell = new LSTMCell({ units: 2, ...options });
      cell.build([null, 1]);
      return [...cell.bias!.dataSync()];
    };
    assert.deepEqual(bias({}), [0, 0, 1, 1, 0, 0, 0, 0]);
    assert.deepEqual(bias({ unitForgetBias: false }), [0, 0, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual([...lstmBias(new Ones(), 1).call([4]).dataSync()], [1, 1, 1, 1]);
  });

  it('goes round through its config', () => {
    const config = new LSTMCell({
      units: 2,
      unitForgetBias: false,
      recurrentActivation: 'relu',
      dropout: 0.1,
    }).getConfig();
    assert.deepEqual(LSTMCell.fromConfig(config).getConfig(), config);
  });
});
