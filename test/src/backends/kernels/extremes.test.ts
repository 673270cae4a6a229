import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';

test('NaN is the larger and the smaller one on either side', async () => {
  await wasm.load();
  tf.tidy(() => {
    for (const size of [1, 3, 4, 9]) {
      const hole = tf.tensor1d(Array.from({ length: size }, (_, i) => (i === size - 1 ? Number.NaN : i)));
      for (const choose of [tf.maximum, tf.minimum])
        for (const pair of [choose(0.5, hole), choose(hole, 0.5)])
          assert.ok(Number.isNaN(pair.dataSync()[size - 1]), `${choose.name} of ${size}`);
    }
    assert.deepEqual([...tf.maximum([1, 5], [4, 2]).dataSync()], [4, 5]);
  });
});
