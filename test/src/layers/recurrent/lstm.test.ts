import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LSTM } from '../../../../src/layers/recurrent/lstm.js';

describe('LSTM', () => {
  before(ensureReady);

  it('gives the last output, all outputs, or the states too', () => {
    const x = tf.ones([2, 4, 5]);
    assert.deepEqual(new LSTM({ units: 3 })(x).shape, [2, 3]);
    assert.deepEqual(new LSTM({ units: 3, returnSequences: true })(x).shape, [2, 4, 3]);
    const [output, h, c] = new LSTM({ units: 3, returnState: true })(x);
    assert.deepEqual(output.dataSync(), h.dataSync());
    assert.deepEqual(
      [h.shape, c.shape],
      [
        [2, 3],
        [2, 3],
      ],
    );
  });

  it('runs from the last time step to the first', () => {
    const forward = new LSTM({ units: 3, returnSequences: true });
    const backward = new LSTM({ units: 3, returnSequences: true, goBackwards: true });
    const x = tf.randomNormal([2, 4, 5]);
    forward(x);
    backward(x);
    backward.setWeights(forward.getWeights());
    assert.deepEqual(backward(tf.reverse(x, 1)).dataSync(), forward(x).dataSync());
  });

  it('drops in training, another part at each call', () => {
    const layer = new LSTM({ units: 8, dropout: 0.5, recurrentDropout: 0.5, seed: 1 });
    const x = tf.ones([2, 4, 5]);
    assert.deepEqual(layer(x).dataSync(), layer(x).dataSync());
    assert.notDeepEqual(layer(x, { training: true }).dataSync(), layer(x, { training: true }).dataSync());
  });

  it('begins with ones for the forget gate unless told otherwise', () => {
    assert.equal(new LSTM({ units: 3 }).unitForgetBias, true);
    assert.equal(new LSTM({ units: 3, unitForgetBias: false }).getConfig()['unit_forget_bias'], false);
  });
});
