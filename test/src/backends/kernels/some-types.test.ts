import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { OF_SOME_TYPES } from '../../../../src/backends/kernels/some-types.js';
import { wasm } from '../../../../src/backends/wasm.js';
import { sameOnBothBackends } from './on-both-backends.js';

before(() => wasm.load());

test('booleans and integers are computed on wasm as in plain JavaScript', async () => {
  const bits = () => tf.tensor2d([1, 0, 1, 0, 0, 1], [2, 3], 'bool');
  const numbers = () => tf.tensor2d([4, -2, 1, 0, 3, 7], [2, 3], 'int32');
  const each = [tf.abs, tf.neg, tf.round, tf.sign, tf.square, tf.exp, tf.relu, tf.atan, tf.step];
  await sameOnBothBackends(() => each.map((compute) => tf.cast(compute(bits()), 'float32')));
  const some = [tf.expm1, tf.isNaN, tf.isFinite, tf.isInf, tf.asinh];
  await sameOnBothBackends(() => some.map((compute) => tf.cast(compute(numbers()), 'float32')));
  await sameOnBothBackends(() => tf.cast(tf.topk(bits(), 2).values, 'float32'));
});

test('booleans are turned around, and nothing behind them changes', async () => {
  await wasm.load();
  tf.tidy(() => {
    const bits = tf.tensor1d([1, 1, 0, 0, 0], 'bool');
    const [turned, behind] = [tf.reverse(bits), tf.fill([40], 7)];
    for (let i = 0; i < 20; i++) tf.reverse(bits).dispose();
    assert.deepEqual([...turned.dataSync()], [0, 0, 0, 1, 1]);
    assert.ok([...behind.dataSync()].every((value) => value === 7));
  });
});

test('a slope for each row broadcasts', async () => {
  await sameOnBothBackends(() => tf.prelu(tf.tensor2d([[-1, 2, -3]]), tf.tensor2d([[0.5], [2]])));
});

test('the list has kernels that wasm has', () => {
  for (const name of OF_SOME_TYPES) assert.ok(tf.getKernel(name, 'wasm'), name);
});
