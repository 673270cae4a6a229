import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LSTMCell } from '../../../../src/layers/recurrent/lstm-cell.js';

describe('GatedCell', () => {
  before(ensureReady);

  it('goes gate by gate where states are dropped', () => {
    assert.equal(new LSTMCell({ units: 2 }).implementation, 2);
    assert.equal(new LSTMCell({ units: 2, implementation: 1 }).implementation, 1);
    assert.equal(new LSTMCell({ units: 2, recurrentDropout: 0.5 }).implementation, 1);
    assert.throws(
      () => new LSTMCell({ units: 2, implementation: 3 as never }),
      /LSTMCell: implementation must be 1 or 2; received 3/,
    );
  });

  it('drops other features for each gate with implementation 1', () => {
    const project = (implementation: 1 | 2) => {
      const cell = new LSTMCell({
        units: 1,
        dropout: 0.5,
        implementation,
        seed: 1,
        kernelInitializer: 'ones',
        useBias: false,
      });
      cell.build([null, 64]);
      return new Set(
        cell
          .begin([1, 64], true)
          .project(tf.ones([1, 64]))
          .dataSync(),
      );
    };
    assert.equal(project(2).size, 1);
    assert.ok(project(1).size > 1);
  });

  it('drops states in training', () => {
    const cell = new LSTMCell({ units: 64, recurrentDropout: 0.5, seed: 1 });
    const states = [tf.ones([1, 64]), tf.ones([1, 64])];
    const output = (training: boolean) =>
      (cell(tf.ones([1, 2]), { states, training }) as tf.Tensor[])[0]!.dataSync();
    assert.deepEqual(output(false), output(false));
    assert.notDeepEqual(output(true), output(false));
  });

  it('keeps the activation of its gates in the config', () => {
    assert.equal(
      new LSTMCell({ units: 2, recurrentActivation: 'hardSigmoid' }).getConfig()['recurrent_activation'],
      'hard_sigmoid',
    );
  });
});
