import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LSTM } from '../../../../src/layers/recurrent/lstm.js';

describe('GatedLayer', () => {
  before(ensureReady);

  it('has the settings of its gates', () => {
    const layer = new LSTM({ units: 3, recurrentActivation: 'hardSigmoid', implementation: 1 });
    assert.equal(layer.recurrentActivation(tf.scalar(3)).arraySync(), 1);
    assert.equal(layer.implementation, 1);
  });
});
