import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
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
