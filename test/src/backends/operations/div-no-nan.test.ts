import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { divNoNan } from '../../../../src/backends/operations/div-no-nan.js';

before(ensureReady);

test('0 beside a zero, and so are the gradients', () => {
  const [a, b] = [tf.tensor1d([6, 5, 0]), tf.tensor1d([2, 0, 0])];
  assert.deepEqual([...divNoNan(a, b).dataSync()], [3, 0, 0]);
  const tape = new GradientTape();
  tape.watch([a, b]);
  const sum = tape.run(() => tf.sum(divNoNan(a, b)));
  const [da, db] = tape.gradient(sum, [a, b]);
  assert.deepEqual([...da!.dataSync()], [0.5, 0, 0]);
  assert.deepEqual(
    [...db!.dataSync()].map((value) => value + 0),
    [-1.5, 0, 0],
  );
});
