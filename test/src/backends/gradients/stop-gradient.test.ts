import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients/gradients.js';
import { stopGradient } from '../../../../src/backends/gradients/stop-gradient.js';
import { wasm } from '../../../../src/backends/wasm.js';

before(() => wasm.load());

test('the value goes on, the gradient does not', () => {
  const x = tf.tensor1d([2, 3]);
  assert.deepEqual(stopGradient(x).arraySync(), [2, 3]);
  const gradient = tf.grad((a: tf.Tensor) => tf.sum(tf.mul(a, stopGradient(a))))(x);
  assert.deepEqual(gradient.arraySync(), [2, 3]);
});
