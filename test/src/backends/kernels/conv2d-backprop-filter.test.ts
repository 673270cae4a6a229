import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { conv2DBackpropFilter, validRange } from '../../../../src/backends/kernels/conv2d-backprop-filter.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

before(() => {
  if (!tf.getKernel(tf.Conv2DBackpropFilter, 'wasm')) tf.registerKernel(conv2DBackpropFilter);
});

for (const [stride, pad, kernel] of [
  [1, 'valid', [3, 3]],
  [2, 'same', [3, 3]],
  [2, 'valid', [2, 3]],
  [3, 'same', [5, 3]],
  [1, 'same', [1, 1]],
] as const) {
  test(`the filter gradient on wasm equals the one on cpu: stride ${stride}, ${pad}, ${kernel}`, async () => {
    await sameOnBothBackends(() => {
      const x = ramp([2, 7, 6, 3]) as tf.Tensor4D;
      const filter = ramp([...kernel, 3, 4], 2) as tf.Tensor4D;
      return tf.grad((w) => tf.sum(tf.square(tf.conv2d(x, w as tf.Tensor4D, stride, pad))))(filter);
    });
  });
}

test('validRange keeps the positions whose input is inside', () => {
  for (const [offset, stride, size, out] of [
    [-2, 1, 5, 7],
    [1, 2, 5, 3],
    [-1, 3, 4, 2],
    [6, 1, 5, 4],
  ] as const) {
    const [first, last] = validRange(offset, stride, size, out);
    const expected = Array.from({ length: out }, (_, o) => o).filter((o) => {
      const at = o * stride + offset;
      return at >= 0 && at < size;
    });
    assert.deepEqual(
      Array.from({ length: last - first }, (_, i) => first + i),
      expected,
    );
  }
});
