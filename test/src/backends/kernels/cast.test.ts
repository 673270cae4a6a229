import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';
import { sameOnBothBackends } from './on-both-backends.js';

test('everything but 0 is true', async () => {
  await wasm.load();
  await sameOnBothBackends(() => tf.cast(tf.cast(tf.tensor([0, 0.5, 2, -1, 256, 1e-9]), 'bool'), 'float32'));
  await sameOnBothBackends(() => tf.cast(tf.cast(tf.tensor([0, 256, -3], [3], 'int32'), 'bool'), 'int32'));
  await sameOnBothBackends(() => tf.cast(tf.tensor([1.9, -1.9]), 'int32'));
});
