import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { guardMemory } from '../../../../src/backends/webgpu/guard-memory.js';
import type { Device } from '../../../../src/backends/webgpu/open-gpu.js';

before(ensureReady);

test('refuses what no buffer of the device can hold, and lets the rest through; nothing has a buffer, too', () => {
  const tensors = [
    { shape: [16], dtype: 'float32' },
    { shape: [5, 5], dtype: 'bool' },
    { shape: [0, 5], dtype: 'int32', values: null as unknown },
  ] as const satisfies object[];
  const uploaded: object[] = [];
  const backend = {
    tensorMap: { get: (dataId: object) => dataId },
    bufferManager: { acquireBuffer: (size: number) => size },
    uploadToGPU: (dataId: object) => uploaded.push(dataId),
  };
  const limits = { maxBufferSize: 64, maxStorageBufferBindingSize: 128 };
  guardMemory(backend as unknown as tf.KernelBackend, { limits } as unknown as Device);
  backend.uploadToGPU(tensors[0]);
  assert.throws(() => backend.uploadToGPU(tensors[1]), {
    name: 'OutOfMemoryError',
    message: /^webgpu: no memory for a tensor bool \(5, 5\) /,
  });
  assert.deepEqual(uploaded, [tensors[0]]);
  backend.uploadToGPU(tensors[2]);
  assert.deepEqual(tensors[2].values, new Int32Array());
  assert.deepEqual([0, 8].map(backend.bufferManager.acquireBuffer), [4, 8]);
});
