import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import {
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
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
