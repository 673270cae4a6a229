import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';

beforeEach(() => wasm.load());

test('a choice between two types has the one that fits both', () => {
  tf.tidy(() => {
    const condition = tf.tensor1d([1, 0, 0], 'bool');
    const found = tf.where(condition, tf.tensor1d([1.5, 2.5, 3.5]), tf.tensor1d([7, 8, 9], 'int32'));
    assert.equal(found.dtype, 'float32');
    assert.deepEqual([...found.dataSync()], [1.5, 8, 9]);
    const other = tf.where(condition, tf.tensor1d([1, 0, 1], 'bool'), tf.tensor1d([7, 8, 9], 'int32'));
    assert.equal(other.dtype, 'int32');
    assert.deepEqual([...other.dataSync()], [1, 8, 9]);
  });
});

test('booleans are chosen, and nothing behind them changes', () => {
  tf.tidy(() => {
    const [a, b] = [tf.tensor1d([1, 0, 1, 0, 0], 'bool'), tf.tensor1d([0, 0, 1, 1, 1], 'bool')];
    const [found, behind] = [tf.where(a, b, a), tf.fill([40], 7)];
    for (let i = 0; i < 20; i++) tf.where(a, b, a).dispose();
    assert.deepEqual([...found.dataSync()], [0, 0, 1, 0, 0]);
    assert.ok([...behind.dataSync()].every((value) => value === 7));
  });
});

test('a choice that broadcasts to no values has none', () => {
  tf.tidy(() => {
    const found = tf.where(tf.ones([1, 3], 'bool'), tf.ones([1, 3]), tf.ones([0, 3], 'int32'));
    assert.deepEqual(found.shape, [0, 3]);
    assert.equal(found.dtype, 'float32');
  });
});
