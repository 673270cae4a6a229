import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients/gradients.js';

test('tfjs-core has its gradients', () => {
  for (const kernel of [tf.Sum, tf.BatchMatMul, tf.Conv2D, tf.Maximum, tf.Einsum]) {
    assert.ok(tf.getGradient(kernel), `no gradient for ${kernel}`);
  }
});
