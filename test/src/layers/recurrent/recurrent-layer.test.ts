import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LSTM } from '../../../../src/layers/recurrent/lstm.js';
import { SimpleRNN } from '../../../../src/layers/recurrent/simple-rnn.js';

describe('RecurrentLayer', () => {
  before(ensureReady);

  it("makes its cell of its options, and has the cell's settings", () => {
    const layer = new LSTM({
      units: 3,
      activation: 'relu',
      dropout: 0.1,
      recurrentDropout: 0.2,
      useBias: false,
      trainable: false,
    });
    assert.deepEqual(
      [layer.units, layer.dropout, layer.recurrentDropout, layer.useBias],
      [3, 0.1, 0.2, false],
    );
    assert.equal(layer.activation.name, 'relu');
    assert.deepEqual([layer.cell.name, layer.cell.trainable], ['lstm_cell', false]);
  });

  it('has one flat config, without the cell', () => {
    const config = new SimpleRNN({
      units: 3,
      returnState: true,
      activityRegularizer: 'l2',
      name: 's',
    }).getConfig();
    assert.ok(!('cell' in config));
    assert.deepEqual([config['name'], config['units'], config['return_state']], ['s', 3, true]);
    assert.deepEqual(SimpleRNN.fromConfig(config).getConfig(), config);
  });

  it('penalizes its output', () => {
    const layer = new SimpleRNN({ units: 3, activityRegularizer: 'l2' });
    layer(tf.ones([2, 4, 3]));
    assert.equal(layer.losses.length, 1);
  });

  it('checks its options and its input', () => {
    assert.throws(
      () => new LSTM({ units: 3, useCudnn: true as never }),
      /LSTM: useCudnn must be 'auto' or false, as there is no cuDNN here; received true/,
    );
    assert.throws(
      () => new LSTM({ units: 3, returnSequence: true } as never),
      /LSTM: unknown option returnSequence; did you mean returnSequences/,
    );
    assert.throws(() => new LSTM({ units: -1 }), /LSTMCell: units must be a positive integer; received -1/);
    assert.throws(
      () => new LSTM({ units: 3 })(tf.ones([2, 3])),
      /LSTM .*: expected an input with 3 axes; received shape \(2, 3\)/,
    );
  });
});
