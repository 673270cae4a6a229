import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients.js';
import { registerCpuKernels } from '../../../../src/backends/kernels/cpu-kernels.js';
import { maxPoolKernels } from '../../../../src/backends/kernels/max-pool.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

before(() => {
  for (const kernel of maxPoolKernels('wasm')) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
});

/** Negative values only. */
const below = (shape: number[]) => tf.sub(ramp(shape), 2);

/** Negative values, many of them equal. */
const ties = (shape: number[]) => tf.sub(tf.round(tf.mul(ramp(shape), 3)), 4);

// First, while the cpu backend still has tfjs's own kernels.
for (const [window, stride, pad] of [
  [2, 2, 'valid'],
  [3, 1, 'same'],
  [3, 2, 'same'],
] as const) {
  test(`max pooling's gradient on wasm equals tfjs's on cpu: window ${window}, stride ${stride}, ${pad}`, async () => {
    await sameOnBothBackends(() =>
      tf.grad((x: tf.Tensor) =>
        tf.sum(tf.mul(tf.maxPool(x as tf.Tensor4D, window, stride, pad), below([1, 1, 1, 3]))),
      )(ties([2, 6, 7, 3])),
    );
  });
}

test("max pooling over three axes on wasm equals tfjs's on cpu, for negative values", async () => {
  await sameOnBothBackends(() => tf.maxPool3d(below([2, 4, 5, 3, 2]) as tf.Tensor5D, 2, 1, 'same'));
});

for (const backend of ['wasm', 'cpu'] as const) {
  test(`on ${backend} the gradient over three axes agrees with central differences`, async () => {
    if (backend === 'cpu') registerCpuKernels();
    await tf.setBackend(backend);
    const distinct = tf.reshape(tf.neg(tf.range(1, 2 * 3 * 4 * 2 + 1)), [1, 2, 3, 4, 2]);
    for (const [window, stride, pad] of [
      [[2, 1, 3], [1, 2, 1], 'valid'],
      [[1, 2, 2], [1, 1, 1], 'same'],
    ] as const) {
      gradientsAgree(
        (x) => tf.maxPool3d(x as tf.Tensor5D, [...window], [...stride], pad),
        [tf.mul(distinct, 0.1)],
      );
    }
  });
}
