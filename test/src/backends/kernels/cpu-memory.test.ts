import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { type CpuBackend, makeOutputs } from '../../../../src/backends/kernels/cpu-memory.js';

test('outputs begin as zeros and hold what is written into their arrays', async () => {
  await tf.setBackend('cpu');
  const { infos, arrays } = makeOutputs(tf.backend() as unknown as CpuBackend, [[2], [3, 1]]);
  arrays[1]!.set([4, 5, 6]);
  const [first, second] = infos.map((info) => tf.engine().makeTensorFromTensorInfo(info));
  assert.deepEqual([...first!.dataSync()], [0, 0]);
  assert.deepEqual(
    [second!.shape, [...second!.dataSync()]],
    [
      [3, 1],
      [4, 5, 6],
    ],
  );
});
