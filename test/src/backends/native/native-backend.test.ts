import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { lateTensor, lyingValues, numberValues } from '../../../../src/backends/late-values.js';
import { nativeMissing, useNative } from '../../../native.js';

test('values are copied to TensorFlow where they are used first', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const x = tf.tensor([1, 2]);
  const entry = backend.entry(x.dataId);
  assert.deepEqual([entry.handle, entry.values], [0n, Float32Array.of(1, 2)]);
  const y = tf.add(x, 1);
  assert.notEqual(entry.handle, 0n);
  assert.equal(entry.values, null);
  assert.deepEqual([...(await y.data())], [2, 3]);
  const before = backend.numDataIds();
  tf.dispose([x, y]);
  assert.equal(backend.numDataIds(), before - 2);
  assert.equal(tf.memory().unreliable, false);
  assert.throws(() => backend.readSync(x.dataId), /disposed of/);
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
  assert.equal(lyingValues(host), null);
  const made = tf.add(host, 1);
  const values = lyingValues(made)!;
  assert.ok(values instanceof Float32Array);
  made.dispose();
  // What is made next would lie where the first values were.
  for (let i = 0; i < 100; i++) tf.add(host, 5).dispose();
  assert.deepEqual([...values], [2, 3]);
});

test('64-bit integers come back as int32', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const where = backend.executeSingleOutput(
    'Where',
    [{ name: 'T', type: 4, value: 10 }],
    [tf.tensor1d([0, 1], 'bool')],
  );
  assert.deepEqual([where.dtype, ...where.dataSync()], ['int32', 1]);
});

test('activations by name', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const x = tf.tensor([-1, 8]);
  assert.equal(backend.applyActivation(x, 'linear'), x);
  assert.deepEqual([...backend.applyActivation(x, 'relu6').dataSync()], [0, 6]);
  assert.throws(() => backend.applyActivation(x, 'swoosh'), /activation swoosh is not known/);
});
