import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { bernoulliMask } from '../../../../src/backends/random.js';
import { activeRecorder, setRecorder } from '../../../../src/backends/recording/recorder.js';

test('random numbers are the recorder’s while one is at work', async () => {
  await ensureReady();
  const draws: (() => Float32Array | Int32Array)[] = [];
  const recorder = {
    random(shape: readonly number[], dtype: 'float32' | 'int32', draw: () => Float32Array | Int32Array) {
      draws.push(draw);
      return tf.zeros([...shape], dtype);
    },
    outside: () => [],
  };
  setRecorder(recorder);
  try {
    assert.equal(activeRecorder(), recorder);
    assert.deepEqual([...bernoulliMask([3], 1, 7).dataSync()], [0, 0, 0]);
  } finally {
    setRecorder(null);
  }
  assert.deepEqual([...draws[0]!()], [1, 1, 1]);
  assert.deepEqual([...bernoulliMask([2], 1, 7).dataSync()], [1, 1]);
});
