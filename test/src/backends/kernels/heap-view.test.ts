import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { heapView } from '../../../../src/backends/kernels/heap-view.js';
import { wasm } from '../../../../src/backends/wasm.js';

test('it is the tensor memory itself', async () => {
  await wasm.load();
  const x = tf.tensor([1, 2, 3]);
  const view = heapView(tf.backend() as BackendWasm, x);
  assert.deepEqual([...view], [1, 2, 3]);
  view[1] = 5;
  assert.deepEqual([...x.dataSync()], [1, 5, 3]);
  x.dispose();
});
