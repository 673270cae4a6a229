import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../../../../src/backends/choose.js';
import { lateTensor } from '../../../../src/backends/recording/late-values.js';

test('values are written into the memory of WebAssembly, and the tensor is like any other', async () => {
  await use('wasm');
  const before = tf.memory().numTensors;
  const x = lateTensor([2, 2], 'float32', (into) => into.set([1, 2, 3, 4]))!;
  const labels = lateTensor([2], 'int32', (into) => into.set(Uint8Array.of(7, 255)))!;
  const sum = tf.tidy(() => tf.add(x, 1).arraySync());
  assert.deepEqual(sum, [
    [2, 3],
    [4, 5],
  ]);
  assert.deepEqual([...labels.dataSync()], [7, 255]);
  assert.equal(
    lateTensor([0, 3], 'float32', () => {}),
    null,
  );
  tf.tidy(() => void lateTensor([1], 'bool', (into) => into.set([1])));
  x.dispose();
  labels.dispose();
  assert.equal(tf.memory().numTensors, before);
});
