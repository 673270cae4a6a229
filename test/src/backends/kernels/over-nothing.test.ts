import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';

beforeEach(() => wasm.load());

const found = (x: tf.Tensor) => tf.tidy(() => [...x.dataSync()]);

test('reductions of no values give what TensorFlow gives', () => {
  for (const dtype of ['float32', 'int32'] as const) {
    const none = tf.zeros([0, 2], dtype);
    const most = dtype === 'float32' ? Infinity : 2 ** 31 - 1;
    assert.deepEqual(found(tf.sum(none, 0)), [0, 0]);
    assert.deepEqual(found(tf.prod(none, 0)), [1, 1]);
    assert.deepEqual(found(tf.min(none, 0)), [most, most]);
    assert.deepEqual(found(tf.max(none)), [dtype === 'float32' ? -Infinity : -(2 ** 31)]);
    assert.deepEqual(found(tf.mean(none, 0)), [NaN, NaN]);
  }
  const bits = tf.zeros([2, 0], 'bool');
  assert.deepEqual(
    [found(tf.any(bits, 1)), found(tf.all(bits, 1))],
    [
      [0, 0],
      [1, 1],
    ],
  );
});

test('tensors without values are turned and gathered from without a trap', () => {
  const none = tf.zeros([0, 4, 2]);
  assert.deepEqual(tf.transpose(none, [2, 0, 1]).shape, [2, 0, 4]);
  assert.deepEqual(tf.gather(none, tf.tensor1d([1, 0, 3], 'int32'), 1).shape, [0, 3, 2]);
  assert.deepEqual(tf.argMax(none, 1).shape, [0, 2]);
  assert.throws(() => tf.argMin(none, 0), /ArgMin: axis 0 has no values in the shape \[0,4,2\]/);
});
