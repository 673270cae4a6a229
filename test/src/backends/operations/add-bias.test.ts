import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { addBias } from '../../../../src/backends/operations/add-bias.js';
import { nativeMissing, useNative } from '../../../native.js';

function check() {
  const x = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
  const bias = tf.tensor1d([10, 20]);
  const weights = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
  const outer = new GradientTape();
  outer.watch([x, bias]);
  let first!: tf.Tensor;
  outer.run(() => {
    const tape = new GradientTape();
    tape.watch(bias);
    const loss = tape.run(() => {
      const sum = addBias(x, bias);
      assert.deepEqual([...sum.dataSync()], [11, 22, 13, 24, 15, 26, 17, 28]);
      return tf.sum(tf.mul(weights, tf.square(sum)));
    });
    first = tape.gradient(loss, bias);
  });
  assert.deepEqual([...first.dataSync()], [2 * (11 + 39 + 75 + 119), 2 * (44 + 96 + 156 + 224)]);
  // Second order: the gradient of the sum of the first one is 2 * weights for x.
  assert.deepEqual([...outer.gradient(first, x).dataSync()], [2, 4, 6, 8, 10, 12, 14, 16]);
}

test('adds to the last axis, with gradients of first and second order', async () => {
  await use('cpu');
  check();
});

test('the same by TensorFlow’s own operation', { skip: nativeMissing }, async () => {
  await useNative();
  check();
});
