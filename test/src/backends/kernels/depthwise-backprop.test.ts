import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import {
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  validRange,
} from '../../../../src/backends/kernels/depthwise-backprop.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

before(() => {
  for (const kernel of [depthwiseBackpropFilter, depthwiseBackpropInput]) {
    if (!tf.getKernel(kernel.kernelName, 'wasm')) tf.registerKernel(kernel);
  }
});

for (const [stride, pad, multiplier] of [
  [1, 'valid', 1],
  [2, 'same', 2],
  [1, 'same', 3],
  [2, 'valid', 1],
] as const) {
  test(`depthwise gradients on wasm equal those on cpu: stride ${stride}, ${pad}, multiplier ${multiplier}`, async () => {
    await sameOnBothBackends(() => {
      const x = ramp([2, 6, 7, 3]);
      const filter = ramp([3, 2, 3, multiplier], 2);
      return tf.grads((a: tf.Tensor, w: tf.Tensor) =>
        tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, w as tf.Tensor4D, stride, pad))),
      )([x, filter]);
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
