import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../../src/backends/choose.js';

before(ensureReady);

const refused = {
  name: 'OutOfMemoryError',
  message: /no memory for a tensor float32 \(.*GiB.*\n?.*batchSize/s,
};

test('a tensor that does not fit is an error that names it, and nothing else is lost', async () => {
  await use('wasm');
  const wasm = tf.backend() as unknown as BackendWasm;
  const kept = tf.tensor1d([1, 2, 3]);
  // More than 32 bits count: the remainder would have been given.
  assert.throws(() => wasm.makeOutput([1024, 1024, 1100], 'float32'), refused);
  // Addresses only: nothing is written into these.
  const large = wasm.makeOutput([1024, 1024, 700], 'float32');
  assert.throws(() => wasm.makeOutput([1024, 1024, 700], 'float32'), refused);
  assert.deepEqual([...tf.add(kept, 1).dataSync()], [2, 3, 4]);
  wasm.disposeData(large.dataId);
  wasm.disposeData(wasm.makeOutput([1024, 1024, 700], 'float32').dataId);
});
