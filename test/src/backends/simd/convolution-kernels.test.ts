import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ramp, sameOnBothBackends } from '../kernels/on-both-backends.js';

before(ensureReady);

for (const [stride, pad, kernel] of [
  [1, 'valid', [3, 3]],
  [2, 'same', [3, 3]],
  [2, 'valid', [2, 3]],
  [3, 'same', [5, 3]],
  [1, 'same', [1, 1]],
] as const) {
  test(`convolution and gradients equal those on cpu: stride ${stride}, ${pad}, ${kernel}`, async () => {
    for (const [channels, filters] of [
      [3, 4],
      [1, 9],
      [8, 5],
    ] as const)
      await sameOnBothBackends(() => {
        const x = ramp([2, 7, 6, channels]) as tf.Tensor4D;
        const filter = ramp([...kernel, channels, filters], 2) as tf.Tensor4D;
        const convolve = (a: tf.Tensor, w: tf.Tensor) =>
          tf.conv2d(a as tf.Tensor4D, w as tf.Tensor4D, stride, pad);
        const gradients = tf.grads((a: tf.Tensor, w: tf.Tensor) => tf.sum(tf.square(convolve(a, w))));
        return [convolve(x, filter), ...gradients([x, filter])];
      });
  });
}

test('more positions than are laid out at once', async () => {
  await sameOnBothBackends(() => {
    const x = ramp([3, 40, 40, 2]) as tf.Tensor4D;
    const filter = ramp([3, 3, 2, 3], 2) as tf.Tensor4D;
    return tf.grads((a: tf.Tensor, w: tf.Tensor) =>
      tf.mean(tf.square(tf.conv2d(a as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'))),
    )([x, filter]);
  });
});

test('dilated, and fused with bias and activation', async () => {
  await sameOnBothBackends(() => {
    const x = ramp([2, 7, 6, 3]) as tf.Tensor4D;
    const filter = ramp([3, 3, 3, 4], 2) as tf.Tensor4D;
    const bias = ramp([4], 3);
    const fused = (activation: 'relu' | 'sigmoid') =>
      tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', bias, activation });
    return [tf.conv2d(x, filter, 1, 'same', 'NHWC', 2), fused('relu'), fused('sigmoid')];
  });
});
