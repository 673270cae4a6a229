import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input } from '../../../../src/layers/index.js';
import * as ops from '../../../../src/layers/ops/index.js';
import { registerSymbolicMethods } from '../../../../src/layers/ops/symbolic-methods.js';
import { Model, modelFromJson } from '../../../../src/models/index.js';

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
    const whole = x.floorDiv(2).mod(3).squaredDifference(1).log1p().sign();
    assert.deepEqual(whole.greater(0).logicalAnd(x.less(1)).any(-1).shape, [null, 3]);
  });

  it('are saved as the ops of Keras', () => {
    const x = Input({ shape: [3, 4] });
    const part = x.slice([0, 1], [-1, 2]).mul(2);
    const joined = ops.concatenate([part, x.div(3).sub(1).neg().slice([0, 2])], 1).clipByValue(-1, 3);
    const last = x.reverse(1).pow(2).gather([3], 2).toInt();
    const sums = joined.matMul(joined, false, true).logSumExp(-1);
    const model = new Model({ inputs: x, outputs: [sums, x.argMax(1), last, ops.divide(2, x)] as never });
    const { layers } = model.getConfig() as unknown as { layers: { class_name: string }[] };
    const known = layers.slice(1).map((layer) => layer.class_name);
    assert.equal(
      known.sort().join(' '),
      'Argmax Cast Clip Concatenate Divide Divide Flip GetItem GetItem Logsumexp Matmul Multiply Negative Power Subtract Swapaxes Take',
    );
    const predict = (one: Model) =>
      (one.predict(tf.range(1, 25).reshape([2, 3, 4])) as unknown as tf.Tensor[]).map((out) =>
        out.arraySync(),
      );
    assert.deepEqual(predict(modelFromJson(model.toJson())), predict(model));
  });

  it('may be registered again', () => {
    registerSymbolicMethods();
    assert.deepEqual(Input({ shape: [3] }).neg().shape, [null, 3]);
  });
});
