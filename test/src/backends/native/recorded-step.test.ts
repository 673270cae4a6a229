import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { RecordedStep } from '../../../../src/backends/native/recorded-step.js';
import {
  type ChosenRows,
  lateTensor,
  lyingValues,
  type NumberValues,
} from '../../../../src/backends/recording/late-values.js';
import { nativeMissing, useNative } from '../../../native.js';

const square = ([x]: readonly tf.Tensor[]) => ({ outputs: [tf.square(x!)] });
const FLOATS = [{ shape: [2], dtype: 'float32' }] as const;

test('runs a recording, also as machine code', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  for (const jit of [false, true, 'auto'] as const) {
    const step = new RecordedStep(backend, square, FLOATS, { capacity: 1, jit });
    assert.equal(step.jitPaysFrom, Number.POSITIVE_INFINITY);
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

test('large convolutions and products that XLA compiled are wide', {
  skip: nativeMissing,
}, async (context) => {
  const backend = await useNative();
  const { contexts } = backend.runtime;
  const define = context.mock.method(contexts, 'define');
  const isWide = (
    compute: (x: tf.Tensor) => tf.Tensor,
    shape: readonly number[],
    options: { readonly capacity: number; readonly jit: boolean },
  ) => {
    const step = ([x]: readonly tf.Tensor[]) => ({ outputs: [compute(x!)] });
    new RecordedStep(backend, step, [{ shape: [...shape], dtype: 'float32' }], options).dispose();
    return define.mock.calls.at(-1)!.arguments[1];
  };
  const convolved = (x: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, tf.ones([3, 3, 32, 64]), 1, 'same');
  const single = { capacity: 1, jit: false };
  assert.equal(isWide(convolved, [1, 4, 4, 32], single), false);
  assert.equal(isWide(convolved, [8, 12, 12, 32], single), true);
  const product = (x: tf.Tensor) => tf.matMul(x as tf.Tensor2D, tf.ones([784, 64]));
  const several = { capacity: 3, jit: true };
  assert.equal(isWide(product, [256, 784], several), true);
  assert.equal(isWide(product, [32, 784], several), false);
  assert.equal(isWide(product, [256, 784], { capacity: 1, jit: true }), false);
  assert.equal(isWide(product, [256, 784], { capacity: 3, jit: false }), false);
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

/** Rows that nobody may copy in JavaScript. */
function rowsOf(values: NumberValues, numbers: readonly number[], rowShape: readonly number[]): tf.Tensor {
  const rows: ChosenRows = { values, numbers: (into) => into.set(numbers) };
  const fill = () => assert.fail('was copied');
  return lateTensor([numbers.length, ...rowShape], 'float32', fill, rows)!;
}

test('rows of what TensorFlow holds are gathered there', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const all = lyingValues(tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]))!;
  const labels = lyingValues(tf.tensor1d([10, 20, 30, 40]))!;
  const part = all.subarray(2);
  const inputs = [
    { shape: [2, 2], dtype: 'float32' },
    { shape: [2], dtype: 'float32' },
  ] as const;
  const sum = ([x, y]: readonly tf.Tensor[]) => ({
    outputs: [tf.add(x!, tf.expandDims(y!, 1))],
    each: tf.sum(x!),
  });
  for (const jit of [false, true]) {
    const step = new RecordedStep(backend, sum, inputs, { capacity: 3, jit });
    for (const ahead of [false, true, true]) {
      const { outputs, each } = step.run(
        [
          [rowsOf(part, [2, 0], [2]), rowsOf(labels, [3, 1], [])],
          [rowsOf(part, [1, 1], [2]), rowsOf(labels, [0, 2], [])],
        ],
        ahead,
      );
      assert.deepEqual(outputs[0]!.arraySync(), [
        [15, 16],
        [35, 36],
      ]);
      assert.deepEqual([...each!.dataSync().slice(0, 2)], [7 + 8 + 3 + 4, 22]);
    }
    // Batches of several columns, and rows of another form than the column's, are copied.
    const other = lyingValues(tf.tensor2d([9, 9, 8, 8], [2, 2]))!;
    const copied = lateTensor([2], 'float32', (into) => into.set([1, 2]), {
      values: all.subarray(0, 2),
      numbers: () => assert.fail('is no row'),
    })!;
    const mixed = lateTensor([2, 2], 'float32', (into) => into.set([9, 9, 8, 8]), {
      values: other,
      numbers: (into) => into.set([0, 1]),
    })!;
    const first = lateTensor([2, 2], 'float32', (into) => into.set(all.subarray(0, 4)), {
      values: all,
      numbers: (into) => into.set([0, 1]),
    })!;
    const { outputs } = step.run([
      [first, copied],
      [mixed, copied],
    ]);
    assert.deepEqual(outputs[0]!.arraySync(), [
      [10, 10],
      [10, 10],
    ]);
    step.dispose();
  }
});

test('a call goes on after one whose rows were not there', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const all = lyingValues(tf.tensor2d([1, 2, 3, 4], [2, 2]))!;
  const inputs = [{ shape: [1, 2], dtype: 'float32' }] as const;
  const step = new RecordedStep(backend, square, inputs, { capacity: 2, jit: false });
  const run = (row: number, ahead: boolean) =>
    step.run([[rowsOf(all, [row], [2])]], ahead).outputs[0]!.dataSync();
  for (const ahead of [false, true]) {
    assert.deepEqual([...run(1, ahead)], [9, 16]);
    assert.throws(() => run(7, ahead), /is not in \[0, 2\)/);
    assert.deepEqual([...run(0, ahead)], [1, 4]);
  }
});
