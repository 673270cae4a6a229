import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import * as ops from '../../../../src/layers/ops/control.js';
import { assertClose } from '../../../oracle/oracle.js';
import { compareOps } from './against-keras.js';

compareOps('control', {
  scanned: (x: tf.Tensor, reverse: boolean) =>
    ops.scan(
      (sum, row: tf.Tensor) => [tf.add(sum, row), tf.mul(sum, row)],
      tf.onesLike(tf.unstack(x)[0]!) as tf.Tensor,
      x,
      null,
      reverse,
    ),
  productsSoFar: (x: tf.Tensor, axis: number, reverse: boolean) =>
    ops.associativeScan((a: tf.Tensor, b: tf.Tensor) => tf.mul(a, b), x, reverse, axis),
});

describe('ops that call functions', () => {
  before(ensureReady);

  it('branch by the value of a tensor', () => {
    assert.equal(
      ops.cond(
        tf.scalar(true),
        () => 'yes',
        () => 'no',
      ),
      'yes',
    );
    assert.equal(
      ops.cond(
        0,
        () => 'yes',
        () => 'no',
      ),
      'no',
    );
    const branches = [(x: number) => x + 1, (x: number) => x * 2];
    assert.equal(ops.switch(tf.scalar(1, 'int32'), branches, 5), 10);
    assert.equal(ops.switch(7, branches, 5), 10);
    assert.throws(() => ops.switch(0, [], 1), /at least one branch/);
  });

  it('loop', () => {
    const [i, sum] = ops.whileLoop(
      (n) => tf.less(n, 5),
      (n, total) => [tf.add(n, 1), tf.add(total, n)],
      [tf.scalar(0), tf.scalar(10)],
    );
    assert.deepEqual([i.dataSync()[0], sum.dataSync()[0]], [5, 20]);
    const [n] = ops.whileLoop(
      () => true,
      (k) => [k + 1],
      [0],
      3,
    );
    assert.equal(n, 3);
    assert.equal(
      ops.foriLoop(2, 5, (k, product) => product * k, 1),
      24,
    );
    const rows = ops.map(([a, b]) => tf.add(a!, b!), [tf.tensor([1, 2]), tf.tensor([10, 20])]);
    assert.deepEqual((rows as tf.Tensor).arraySync(), [11, 22]);
    assert.throws(() => ops.scan((c, x: tf.Tensor) => [c, x], tf.scalar(0), null), /a length/);
  });

  it('have gradients of their own, and along a direction', async () => {
    const half = ops.customGradient((x: tf.Tensor) => [tf.square(x), (dy) => tf.mul(dy, x)]);
    const x = tf.tensor([1, 3]);
    const tape = new GradientTape();
    tape.watch(x);
    const y = tape.run(() => tf.sum(half(x)));
    assert.deepEqual(await tape.gradient(y, x)!.array(), [1, 3]);
    const before = tf.memory().numTensors;
    const [value, slope] = ops.jvp(
      (a, b) => tf.mul(tf.sin(a), b),
      [x, tf.tensor([2, 5])],
      [tf.tensor([1, 0.5]), tf.tensor([0, 2])],
    );
    assert.equal(tf.memory().numTensors, before + 5);
    assertClose(await value.data(), [Math.sin(1) * 2, Math.sin(3) * 5], 1e-6);
    assertClose(await slope.data(), [2 * Math.cos(1), 2.5 * Math.cos(3) + 2 * Math.sin(3)], 1e-6);
  });
});
