import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { NATIVE_KERNELS } from '../../../../src/backends/native/kernels.js';
import { nativeMissing, useNative } from '../../../native.js';

test('each of them is the one in use', { skip: nativeMissing }, async () => {
  await useNative();
  for (const kernel of NATIVE_KERNELS)
    assert.equal(
      tf.getKernel(kernel.kernelName, 'tensorflow').kernelFunc,
      kernel.kernelFunc,
      kernel.kernelName,
    );
  assert.deepEqual([...tf.gather(tf.tensor([5, 6, 7]), tf.tensor1d([2, 0], 'int32')).dataSync()], [7, 5]);
});
