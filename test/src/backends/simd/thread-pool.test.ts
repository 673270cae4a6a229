import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../../src/backends/choose.js';
import { poolThreads, setPoolThreads } from '../../../../src/backends/simd/thread-pool.js';

const asItWas = poolThreads();
before(ensureReady);
before(() => use('wasm'));
after(() => setPoolThreads(asItWas));

/** Values of a result on one thread and on four. */
function compare(compute: () => tf.Tensor): void {
  const values = [1, 4].map((threads) => {
    setPoolThreads(threads);
    return tf.tidy(() => compute().dataSync());
  });
  assert.deepEqual(values[1], values[0]);
}

test('products have the very same values on several threads', () => {
  for (const [batch, m, k, n] of [
    [1, 1001, 257, 67],
    [5, 130, 300, 130],
    [1, 64, 4099, 65],
  ] as const)
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const a = tf.randomNormal(transposeA ? [batch, k, m] : [batch, m, k]);
      const b = tf.randomNormal(transposeB ? [batch, n, k] : [batch, k, n]);
      compare(() => tf.matMul(a, b, transposeA, transposeB));
    }
});

test('convolutions, their gradients and pooling, too', () => {
  for (const [channels, filters, size, strides, pad] of [
    [1, 32, 3, 1, 'valid'],
    [16, 24, 5, 2, 'same'],
    [48, 33, 1, 1, 'same'],
  ] as const) {
    const x = tf.randomNormal<tf.Rank.R4>([7, 31, 29, channels]);
    const filter = tf.randomNormal<tf.Rank.R4>([size, size, channels, filters]);
    const y = tf.conv2d(x, filter, strides, pad);
    const dy = tf.randomNormal<tf.Rank.R4>(y.shape);
    compare(() => tf.conv2d(x, filter, strides, pad));
    const gradients = tf.grads((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad));
    for (const which of [0, 1]) compare(() => gradients([x, filter], dy)[which]!);
    compare(() => tf.maxPool(y, 3, 2, 'same'));
    compare(() => tf.grad((a) => tf.maxPool(a as tf.Tensor4D, 3, 2, 'same'))(y));
  }
});
