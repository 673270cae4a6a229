import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dense, type DenseOptions } from '../../../../src/layers/core/dense.js';

describe('Dense', () => {
  before(ensureReady);

  it('computes activation(x · kernel + bias)', () => {
    const layer = new Dense({ units: 2, activation: 'relu' });
    layer.build([null, 2]);
    layer.setWeights([
      [
        [1, -1],
        [2, -2],
      ],
      [0.5, 0],
    ]);
    assert.deepEqual(layer([[1, 1]]).arraySync(), [[3.5, 0]]);
  });

  it('works over the last axis of any rank', () => {
    const layer = new Dense({ units: 1, kernelInitializer: 'ones' });
    assert.deepEqual(
      layer([
        [
          [1, 2],
          [3, 4],
        ],
      ]).arraySync(),
      [[[3], [7]]],
    );
    assert.deepEqual(layer.computeOutputShape([null, null, 2]), [null, null, 1]);
  });

  it('has kernel and bias, or no bias', () => {
    const layer = new Dense({ units: 3, name: 'd' });
    layer.build([null, 4]);
    assert.deepEqual(
      layer.weights.map(({ path, shape }) => [path, shape]),
      [
        ['d/kernel', [4, 3]],
        ['d/bias', [3]],
      ],
    );
    const bare = new Dense({ units: 3, useBias: false });
    bare.build([null, 4]);
    assert.equal(bare.weights.length, 1);
  });

  it('goes round through its config', () => {
    const layer = new Dense({
      units: 3,
      activation: 'tanh',
      useBias: false,
      kernelRegularizer: 'l2',
      biasConstraint: 'nonNeg',
    });
    const config = layer.getConfig();
    assert.deepEqual(Dense.fromConfig(config).getConfig(), config);
    assert.deepEqual(
      [config['activation'], config['use_bias'], config['bias_regularizer']],
      ['tanh', false, null],
    );
  });

  it('refuses what it cannot use', () => {
    for (const units of [0, -3, 2.5, '3']) {
      const options = { units } as DenseOptions;
      assert.throws(
        () => new Dense(options),
        /^ValueError: Dense: units must be a positive integer; received/,
      );
    }
    assert.throws(
      () => new Dense({ unit: 3 } as unknown as DenseOptions),
      /unknown option unit; did you mean units/,
    );
    assert.throws(() => new Dense({ units: 1 }).build([null, null]), /a last axis of known size/);
    assert.throws(() => new Dense({ units: 1 })(tf.zeros([3])), /at least 2 axes/);
    assert.throws(() => new Dense({ units: 1, activation: 'rele' }), /rele/);
  });
});
