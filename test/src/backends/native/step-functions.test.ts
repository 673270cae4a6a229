import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { RecordedStep } from '../../../../src/backends/native/recorded-step.js';
import { Variable } from '../../../../src/backends/variable.js';
import { nativeMissing, useNative } from '../../../native.js';

test('a loop carries variables, also those that are assigned without being read', {
  skip: nativeMissing,
}, async () => {
  const backend = await useNative();
  const [sum, last] = [new Variable(tf.scalar(0)), new Variable(tf.scalar(-1))];
  const step = new RecordedStep(
    backend,
    ([x]) => {
      sum.assignAdd(x!);
      last.assign(x as tf.Scalar);
      return { outputs: [tf.mul(x!, 10), x!], each: x! };
    },
    [{ shape: [], dtype: 'float32' }],
    { capacity: 5, jit: false },
  );
  const { outputs, each } = step.run([1, 2, 3].map((value) => [tf.scalar(value)]));
  assert.deepEqual([sum.dataSync()[0], last.dataSync()[0]], [6, 3]);
  assert.deepEqual(
    outputs.map((one) => one.dataSync()[0]),
    [30, 3],
  );
  assert.deepEqual([...each!.dataSync()].slice(0, 3), [1, 2, 3]);
  step.run([[tf.scalar(4)]]);
  assert.equal(sum.dataSync()[0], 10);
});
