import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

test('batches broadcast along several axes', async () => {
  await wasm.load();
  const [a, b] = [() => ramp([2, 1, 3, 4]), () => ramp([3, 4, 2], 2)];
  await sameOnBothBackends(() => tf.matMul(a(), b()));
  tf.tidy(() => {
    const whole = tf.matMul(a(), b());
    assert.deepEqual(whole.shape, [2, 3, 3, 2]);
    const one = tf.matMul(tf.reshape(tf.slice(a(), [1, 0, 0, 0], [1, 1, 3, 4]), [3, 4]), tf.gather(b(), 2));
    const place = tf.reshape(tf.slice(whole, [1, 2, 0, 0], [1, 1, 3, 2]), [3, 2]);
    assert.ok(tf.max(tf.abs(tf.sub(one, place))).dataSync()[0]! < 1e-6);
  });
});
