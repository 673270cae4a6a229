import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { Recording } from '../../../../src/backends/native/recording.js';
import { uniform } from '../../../../src/backends/random.js';
import { Variable } from '../../../../src/backends/variable.js';
import { nativeMissing, useNative } from '../../../native.js';

test('notes what is used and assigned, and takes all back', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const weight = new Variable(tf.tensor([1, 2]));
  const other = tf.tensor([5, 5]);
  tf.add(other, 1);
  const { numTensors } = tf.memory();
  const recording = new Recording(backend, null);
  const tensor = recording.input([2], 'float32');
  weight.assign(tf.add(tf.mul(tensor, weight), other));
  assert.deepEqual(
    recording.part.captures.map(({ variable }) => variable),
    [weight, undefined],
  );
  assert.equal(recording.assigned()[0]!.variable, weight);
  assert.throws(() => weight.dataSync(), /reads the value of a tensor/);
  recording.rollBack();
  recording.part.graph.delete();
  assert.deepEqual([...weight.dataSync()], [1, 2]);
  assert.equal(tf.memory().numTensors, numTensors);
});

test('a recording whose function was terminated is taken back', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  const weight = new Variable(tf.scalar(1));
  const recording = new Recording(backend, null);
  weight.assign(tf.add(weight, 1));
  // What the kernel does after a termination, which skips every finally.
  tf.engine().endScope();
  assert.equal(backend.recording, null);
  assert.equal(tf.add(2, 3).dataSync()[0], 5);
  assert.equal(uniform([2], 1, 1).dataSync()[0], 1);
  assert.ok(Math.random() < 1);
  assert.equal(weight.dataSync()[0], 1);
  recording.part.graph.delete();
});
