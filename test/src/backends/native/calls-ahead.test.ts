import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { RecordedStep } from '../../../../src/backends/native/recorded-step.js';
import { Variable } from '../../../../src/backends/variable.js';
import { nativeMissing, useNative } from '../../../native.js';

test('calls ahead are seen by whoever reads, and one that fails leaves everything as it was', {
  skip: nativeMissing,
}, async () => {
  const backend = await useNative();
  const sum = new Variable(tf.tensor([0, 0, 0]));
  const table = tf.tensor([1, 2, 3]);
  for (const capacity of [1, 2]) {
    sum.assign(tf.zeros([3]));
    const step = new RecordedStep(
      backend,
      ([i]) => {
        const found = tf.gather(table, i as tf.Tensor1D);
        sum.assign(tf.add(sum, found));
        return { outputs: [tf.sum(found)] };
      },
      [{ shape: [3], dtype: 'int32' }],
      { capacity, jit: false },
    );
    const run = (...rows: number[][]) =>
      step.run(
        rows.map((row) => [tf.tensor(row, [3], 'int32')]),
        true,
      ).outputs[0]!;
    const found = Array.from({ length: 5 }, (_, i) => run([i % 3, 0, 1]));
    assert.deepEqual(
      found.map((one) => one.dataSync()[0]),
      [4, 5, 6, 4, 5],
    );
    assert.deepEqual([...sum.dataSync()], [9, 5, 10]);
    // A value that others hold is not what the next call writes.
    const held = sum.clone();
    run([0, 0, 0]);
    run([9, 0, 0]);
    assert.throws(() => {
      run([0, 0, 0]);
      run([0, 0, 0]);
      sum.dataSync();
    }, /indices\[0\] = 9 is not in \[0, 3\)/);
    assert.deepEqual([...sum.dataSync(), ...held.dataSync()], [10, 6, 11, 9, 5, 10]);
    run([0, 0, 0]);
    assert.deepEqual([...sum.dataSync()], [11, 7, 12]);
    step.dispose();
  }
});
