import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { registerWasmKernels } from '../../../../src/backends/kernels/wasm-kernels.js';

/** Kernels of the plain-JavaScript backend that no training needs. */
const NOT_NEEDED = ['Draw', 'RaggedGather', 'RaggedRange', 'RaggedTensorToTensor', 'StaticRegexReplace'];

test('wasm has every kernel that the plain-JavaScript backend has', () => {
  registerWasmKernels();
  registerWasmKernels();
  const missing = tf
    .getKernelsForBackend('cpu')
    .map(({ kernelName }) => kernelName)
    .filter((name) => !tf.getKernel(name, 'wasm') && !NOT_NEEDED.includes(name));
  assert.deepEqual(missing, []);
});
