import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dense, Input, SymbolicTensor } from '../../../../src/layers/index.js';
import { defineOp } from '../../../../src/layers/ops/define-op.js';
import * as ops from '../../../../src/layers/ops/index.js';
import { Model } from '../../../../src/models/index.js';

describe('defineOp', () => {
  before(ensureReady);
  const scale = defineOp('scale', ['x', 'by'], (x: tf.Tensor, by: number) => tf.mul(x, by));

  it('computes on tensors and leaves nothing else behind', () => {
    const x = tf.tensor([1, 2]);
    const before = tf.memory().numTensors;
    const y = scale(x, 3);
    assert.deepEqual(y.arraySync(), [3, 6]);
    assert.equal(tf.memory().numTensors, before + 1);
    tf.dispose([x, y]);
  });

  it('adds a node for symbolic tensors, whose shape a run on zeros tells', () => {
    const x = Input({ shape: [null, 4] });
    const y = scale(x, 2);
    assert.ok(y instanceof SymbolicTensor);
    assert.deepEqual(y.shape, [null, null, 4]);
    assert.equal(y.history?.node.operation.name.replace(/_\d+$/, ''), 'scale');
  });

  it('finds shapes that the zeros and sizes of a trial do not allow', () => {
    const [numbers, images] = [Input({ shape: [3], dtype: 'int32' }), Input({ shape: [2, 2] })];
    const remainders = ops.mod(7, numbers) as unknown as SymbolicTensor;
    assert.deepEqual([remainders.shape, remainders.dtype], [[null, 3], 'int32']);
    const counts = ops.onesLike(images, 'int32') as unknown as SymbolicTensor;
    assert.deepEqual([counts.shape, counts.dtype], [[null, 2, 2], 'int32']);
    const whole = ops.reshape(images, [-1, 5, 4]) as unknown as SymbolicTensor;
    assert.deepEqual(whole.shape, [null, 5, 4]);
  });

  it('runs in a functional model, between layers', () => {
    const x = Input({ shape: [2] });
    const h = new Dense({ units: 2, kernelInitializer: 'identity' })(x);
    const model = new Model({ inputs: x, outputs: scale(h, 10) });
    assert.deepEqual(model.predict(tf.tensor([[1, 2]])).arraySync(), [[10, 20]]);
    assert.equal(model.layers.length, 2);
  });

  it('takes the last arguments by name too, and refuses what it does not have', () => {
    assert.deepEqual(scale(tf.tensor([1, 2]), { by: 3 }).arraySync(), [3, 6]);
    assert.throws(
      () => scale(tf.tensor([1]), { bye: 3 } as never),
      /ops.scale: unknown option bye; did you mean by/,
    );
    assert.throws(
      () => (scale as (...args: unknown[]) => unknown)(tf.tensor([1]), 1, 2),
      /at most 2 arguments, x, by/,
    );
  });

  it('gives several symbolic outputs where the op gives several tensors', () => {
    const halves = defineOp('halves', ['x'], (x: tf.Tensor): tf.Tensor[] => tf.split(x, 2, 1));
    const x = Input({ shape: [6] });
    const [a, b] = halves(x);
    assert.deepEqual(
      [a?.shape, b?.shape],
      [
        [null, 3],
        [null, 3],
      ],
    );
  });
});
