import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { hostMemory } from '../../../../src/backends/kernels/host-memory.js';

for (const name of ['wasm', 'cpu'] as const) {
  test(`on ${name} kernels read and make tensors without copies`, async () => {
    await tf.setBackend(name);
    const memory = hostMemory(name, tf.backend());
    const x = tf.tensor1d([1, 2, 3]);
    assert.deepEqual([...memory.read(x)], [1, 2, 3]);
    const { infos, views } = memory.make([[2], [3, 1]]);
    const [, second] = views() as [Float32Array, Float32Array];
    second.set([4, 5, 6]);
    const made = tf.engine().makeTensorFromTensorInfo(infos[1]!);
    assert.deepEqual(
      [made.shape, [...made.dataSync()]],
      [
        [3, 1],
        [4, 5, 6],
      ],
    );
  });
}
