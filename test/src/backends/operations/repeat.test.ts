import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients/gradients.js';
import { repeat } from '../../../../src/backends/operations/repeat.js';
import { wasm } from '../../../../src/backends/wasm.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp } from '../kernels/on-both-backends.js';

before(() => wasm.load());

test('each element comes as often as asked for, and the type stays', () => {
  const x = tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32');
  assert.deepEqual(repeat(x, 2, 0).arraySync(), [
    [1, 2],
    [1, 2],
    [3, 4],
    [3, 4],
  ]);
  assert.deepEqual([...repeat(x, 2, 1).dataSync()], [1, 1, 2, 2, 3, 3, 4, 4]);
  assert.equal(repeat(x, 2, 1).dtype, 'int32');
});

test('the gradient agrees with central differences, over five axes', () => {
  gradientsAgree((x) => repeat(x, 3, 2), [ramp([2, 1, 2, 2, 1])]);
});

test('more than there is room for is refused before anything is made', () => {
  const before = tf.memory().numTensors;
  const x = tf.tensor1d([1, 2]);
  assert.throws(
    () => repeat(x, 1e9, 0),
    /OutOfMemoryError: repeat: no memory for a tensor float32 .* of 7.5 GiB/,
  );
  x.dispose();
  assert.equal(tf.memory().numTensors, before);
});
