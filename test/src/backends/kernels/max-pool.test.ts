import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients/gradients.js';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { maxPoolKernels } from '../../../../src/backends/kernels/max-pool.js';
import { wasmMaxPool } from '../../../../src/backends/simd/max-pool-on-wasm.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

// The cpu backend keeps tfjs's own kernels, which are right over two axes.
before(() => {
  for (const kernel of maxPoolKernels('wasm', wasmMaxPool)) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
});

/** Negative values only. */
const below = (shape: number[]) => tf.sub(ramp(shape), 2);

/** Negative values, many of them equal. */
const ties = (shape: number[]) => tf.sub(tf.round(tf.mul(ramp(shape), 3)), 4);

for (const [window, stride, pad] of [
  [2, 2, 'valid'],
  [3, 1, 'same'],
  [3, 2, 'same'],
] as const)
  for (const channels of [1, 3, 8])
    test(`the gradient equals tfjs's on cpu: window ${window}, stride ${stride}, ${pad}, ${channels} channels`, async () => {
      await sameOnBothBackends(() =>
        tf.grad((x: tf.Tensor) =>
          tf.sum(tf.mul(tf.maxPool(x as tf.Tensor4D, window, stride, pad), below([1, 1, 1, channels]))),
        )(ties([2, 6, 7, channels])),
      );
    });

test("over three axes it equals tfjs's on cpu, for negative values", async () => {
  await sameOnBothBackends(() => tf.maxPool3d(below([2, 4, 5, 3, 2]) as tf.Tensor5D, 2, 1, 'same'));
});
