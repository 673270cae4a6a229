import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { RecordedStep } from '../../../../src/backends/native/recorded-step.js';
import { nativeMissing, useNative } from '../../../native.js';

const square = ([x]: readonly tf.Tensor[]) => ({ outputs: [tf.square(x!)] });
const FLOATS = [{ shape: [2], dtype: 'float32' }] as const;

test('runs a recording, also as machine code', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  for (const jit of [false, true, 'auto'] as const) {
    const step = new RecordedStep(backend, square, FLOATS, { capacity: 1, jit });
    assert.equal(step.mayJit, jit !== false);
    assert.deepEqual([...step.run([[tf.tensor([2, 3])]]).outputs[0]!.dataSync()], [4, 9]);
    step.dispose();
  }
});

test('what a call of several batches gave stays as it was', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const same = ([x]: readonly tf.Tensor[]) => ({ outputs: [tf.reshape(x!, [2])], each: tf.sum(x!) });
  for (const jit of [false, true]) {
    const step = new RecordedStep(backend, same, FLOATS, { capacity: 3, jit });
    const first = step.run([[tf.tensor([1, 2])], [tf.tensor([3, 4])]]);
    const second = step.run([[tf.tensor([5, 6])], [tf.tensor([7, 8])], [tf.tensor([9, 10])]]);
    assert.deepEqual([...first.outputs[0]!.dataSync(), ...first.each!.dataSync().slice(0, 2)], [3, 4, 3, 7]);
    assert.deepEqual([...second.outputs[0]!.dataSync(), ...second.each!.dataSync()], [9, 10, 11, 15, 19]);
    step.dispose();
  }
});

test('pooling’s gradient is no loop, which TensorFlow runs slowly', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const pooled = ([x]: readonly tf.Tensor[]) => ({
    outputs: [tf.grad((image) => tf.maxPool(image as tf.Tensor4D, 2, 2, 'valid'))(x!)],
  });
  const images = [{ shape: [1, 2, 2, 1], dtype: 'float32' }] as const;
  const step = new RecordedStep(backend, pooled, images, { capacity: 3, jit: false });
  assert.equal(step.capacity, 1);
  assert.deepEqual(
    [...step.run([[tf.tensor4d([1, 4, 2, 3], [1, 2, 2, 1])]]).outputs[0]!.dataSync()],
    [0, 1, 0, 0],
  );
});

test('refuses types that it cannot stack', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  assert.throws(
    () => new RecordedStep(backend, square, [{ shape: [1], dtype: 'string' }], { capacity: 1, jit: false }),
    /takes a tensor of type string/,
  );
});

test('what XLA cannot do runs without it, unless it was asked for', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const dilate = ([x]: readonly tf.Tensor[]) => ({
    outputs: [tf.dilation2d(x as tf.Tensor4D, tf.zeros([1, 1, 1]), 1, 'valid')],
  });
  const images = [{ shape: [1, 1, 2, 1], dtype: 'float32' }] as const;
  const batch = [[tf.tensor4d([3, 4], [1, 1, 2, 1])]];
  const auto = new RecordedStep(backend, dilate, images, { capacity: 1, jit: 'auto' });
  assert.deepEqual([...auto.run(batch).outputs[0]!.dataSync()], [3, 4]);
  const asked = new RecordedStep(backend, dilate, images, { capacity: 1, jit: true });
  assert.throws(() => asked.run(batch), /Dilation2D/);
});
