import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../../../../src/backends/choose.js';
import { lateTensor, lyingValues, numberValues } from '../../../../src/backends/recording/late-values.js';
import { nativeMissing, useNative } from '../../../native.js';

test('other backends are given values, and copy them', async () => {
  await use('cpu');
  assert.equal(
    lateTensor([1], 'float32', () => {}),
    null,
  );
  assert.equal(lyingValues(tf.tensor([1])), null);
  assert.deepEqual(numberValues('int32', 2), new Int32Array(2));
});

test('late values are written where they are used, and as often', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  let next = 0;
  const x = lateTensor([2], 'float32', (into) => {
    next += 1;
    into.set([next, 5]);
  })!;
  const parts = numberValues('float32', 4, new ArrayBuffer(16));
  backend.copyTo(parts.subarray(2), x.dataId);
  assert.deepEqual([...parts], [0, 0, 1, 5]);
  assert.deepEqual([...tf.add(x, 1).dataSync()], [3, 6]);
  // TensorFlow has them now.
  assert.deepEqual([...x.dataSync()], [2, 5]);
  backend.copyTo(parts, x.dataId);
  assert.deepEqual([...parts], [2, 5, 1, 5]);
  const labels = lateTensor([3], 'int32', (into) => into.set(Uint8Array.of(7, 8, 255)))!;
  assert.deepEqual([...labels.dataSync()], [7, 8, 255]);
  assert.equal(next, 2);
});

test('values that lie in TensorFlow’s memory stay for those that hold them', {
  skip: nativeMissing,
}, async () => {
  await useNative();
  const host = tf.tensor([1, 2]);
  const made = tf.add(host, 1);
  const values = lyingValues(made)!;
  assert.ok(values instanceof Float32Array);
  made.dispose();
  // What is made next would lie where the first values were.
  for (let i = 0; i < 100; i++) tf.add(host, 5).dispose();
  assert.deepEqual([...values], [2, 3]);
  // Those that JavaScript had go there too.
  assert.deepEqual([...lyingValues(host)!], [1, 2]);
  for (const other of [tf.tensor(['a']), tf.complex([1], [2])]) assert.equal(lyingValues(other), null);
});

test('looking again is no further memory to the garbage collector', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const x = tf.tensor([1, 2]);
  const { buffer } = lyingValues(x)!;
  assert.equal(lyingValues(x)!.buffer, buffer);
  const variable = tf.variable(x);
  assert.deepEqual([...lyingValues(variable)!], [1, 2]);
  const handle = backend.runtime.share(backend.upload(backend.entry(tf.tensor([3, 4]).dataId)));
  backend.runtime.free(backend.replace(variable.dataId, handle));
  assert.deepEqual([...lyingValues(variable)!], [3, 4]);
});
