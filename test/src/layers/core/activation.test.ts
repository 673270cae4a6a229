import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Activation } from '../../../../src/layers/core/activation.js';

describe('Activation', () => {
  before(ensureReady);

  it('applies a name or a function', () => {
    assert.deepEqual(new Activation({ activation: 'relu' })([[-1, 2]]).arraySync(), [[0, 2]]);
    assert.deepEqual(new Activation('relu', { name: 'a' }).name, 'a');
    assert.deepEqual(new Activation((x) => tf.mul(x, 2))([[3]]).arraySync(), [[6]]);
  });

  it('goes round through its config', () => {
    const layer = Activation.fromConfig(new Activation('hardSigmoid').getConfig());
    assert.equal(layer.getConfig()['activation'], 'hard_sigmoid');
    assert.deepEqual(layer.computeOutputShape([null, 3]), [null, 3]);
  });

  it('needs an activation', () => {
    assert.throws(
      () => new Activation({ activation: null as never }),
      /expected an activation; received none/,
    );
    assert.throws(() => new Activation('softmaxx'), /softmax/);
  });
});
