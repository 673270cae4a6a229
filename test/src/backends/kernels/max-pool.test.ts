import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { maxPoolKernels } from '../../../../src/backends/kernels/max-pool.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

before(() => {
  for (const kernel of maxPoolKernels) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
});

/** Negative values only. */
const below = (shape: number[]) => tf.sub(ramp(shape), 2);

/** Many equal ones among them. */
const negative = (shape: number[]) => tf.sub(tf.round(tf.mul(ramp(shape), 3)), 4);

for (const [window, stride, pad] of [
  [2, 2, 'valid'],
  [3, 1, 'same'],
  [3, 2, 'same'],
] as const) {
  test(`max pooling's gradient on wasm equals that on cpu: window ${window}, stride ${stride}, ${pad}`, async () => {
    await sameOnBothBackends(() =>
      tf.grad((x: tf.Tensor) =>
        tf.sum(tf.mul(tf.maxPool(x as tf.Tensor4D, window, stride, pad), negative([1, 1, 1, 3]))),
      )(negative([2, 6, 7, 3])),
    );
  });

  test(`over three axes too: window ${window}, stride ${stride}, ${pad}`, async () => {
    await sameOnBothBackends(() =>
      tf.grad(
        (x: tf.Tensor) =>
          tf.sum(tf.mul(tf.maxPool3d(x as tf.Tensor5D, window, stride, pad), below([1, 1, 1, 1, 2]))),
        // Without equal ones, of which tfjs's cpu kernel takes the last.
      )(below([2, 4, 5, 3, 2])),
    );
  });
}

test('max pooling over three axes on wasm equals that on cpu, for negative values', async () => {
  await sameOnBothBackends(() => tf.maxPool3d(negative([2, 4, 5, 3, 2]) as tf.Tensor5D, 2, 1, 'same'));
});
