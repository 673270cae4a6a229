import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';

test('a strided slice of integers and booleans on wasm keeps its type and values', async () => {
  await wasm.load();
  for (const dtype of ['int32', 'bool', 'float32'] as const) {
    const x = tf.tensor2d([0, 1, 0, 1, 1, 0, 1, 0], [2, 4], dtype);
    const taken = tf.stridedSlice(x, [0, 1], [2, 4], [1, 2]);
    assert.equal(taken.dtype, dtype);
    assert.deepEqual([...taken.dataSync()], [1, 1, 0, 0]);
  }
});
