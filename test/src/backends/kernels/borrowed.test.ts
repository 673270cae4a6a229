import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { borrowFromCpu, borrowUnless } from '../../../../src/backends/kernels/borrowed.js';
import { wasm } from '../../../../src/backends/wasm.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

before(() => {
  if (!tf.getKernel(tf.Einsum, 'wasm')) tf.registerKernel(borrowFromCpu(tf.Einsum, 'wasm'));
});

test('einsum on wasm gives what it gives on cpu and keeps no tensor', async () => {
  await sameOnBothBackends(() => tf.einsum('bij,bjk->bik', ramp([2, 3, 4]), ramp([2, 4, 5], 3)));
});

test('a call that a kernel is not right for goes to plain JavaScript', async () => {
  await wasm.load();
  const answer = tf.scalar(7);
  const kernel: tf.KernelConfig = { kernelName: tf.Abs, backendName: 'wasm', kernelFunc: () => answer };
  const abs = borrowUnless(kernel, ({ inputs }) => (inputs['x'] as tf.TensorInfo).shape.length === 0);
  const run = (x: tf.Tensor) => abs.kernelFunc({ inputs: { x }, attrs: {}, backend: tf.backend() });
  assert.equal(run(tf.scalar(-1)), answer);
  const found = tf.engine().makeTensorFromTensorInfo(run(tf.tensor1d([-1, 2])) as tf.TensorInfo);
  assert.deepEqual([...found.dataSync()], [1, 2]);
});
