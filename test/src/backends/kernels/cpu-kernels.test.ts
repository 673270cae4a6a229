import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { registerCpuKernels } from '../../../../src/backends/kernels/cpu-kernels.js';

test('the fused optimizers are registered, once', () => {
  registerCpuKernels();
  registerCpuKernels();
  for (const name of ['CellgradAdam', 'CellgradSgd']) assert.ok(tf.getKernel(name, 'cpu'), name);
});
