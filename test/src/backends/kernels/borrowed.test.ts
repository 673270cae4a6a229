import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { borrowFromCpu } from '../../../../src/backends/kernels/borrowed.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

before(() => {
  if (!tf.getKernel(tf.Einsum, 'wasm')) tf.registerKernel(borrowFromCpu(tf.Einsum, 'wasm'));
});

test('einsum on wasm gives what it gives on cpu and keeps no tensor', async () => {
  await sameOnBothBackends(() => tf.einsum('bij,bjk->bik', ramp([2, 3, 4]), ramp([2, 4, 5], 3)));
});
