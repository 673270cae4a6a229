import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input } from '../../../../src/layers/index.js';
import { registerSymbolicMethods } from '../../../../src/layers/ops/symbolic-methods.js';
import { Model } from '../../../../src/models/index.js';

describe('methods of symbolic tensors', () => {
  before(ensureReady);

  it('are those of tensors, in a functional model', () => {
    const x = Input({ shape: [2] });
    const y = Input({ shape: [2] });
    const model = new Model({ inputs: [x, y], outputs: x.add(y).mul(2).relu() });
    const [a, b] = [tf.tensor([[1, -5]]), tf.tensor([[2, 3]])];
    assert.deepEqual(model.predict([a, b]).arraySync(), [[6, 0]]);
  });

  it('know their shapes', () => {
    const x = Input({ shape: [3, 4] });
    assert.deepEqual(x.matMul(x.transpose([0, 2, 1])).shape, [null, 3, 3]);
    assert.deepEqual(x.mean(1).expandDims(-1).shape, [null, 4, 1]);
  });

  it('may be registered again', () => {
    registerSymbolicMethods();
    assert.deepEqual(Input({ shape: [3] }).neg().shape, [null, 3]);
  });
});
