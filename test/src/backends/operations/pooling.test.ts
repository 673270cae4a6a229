import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients/gradients.js';
import { adaptivePool, pool } from '../../../../src/backends/operations/pooling.js';
import { wasm } from '../../../../src/backends/wasm.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp } from '../kernels/on-both-backends.js';

before(() => wasm.load());

const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

/** No two values closer than a step of the central differences. */
const apart = (shape: number[]) => tf.add(ramp(shape), tf.mul(0.1, tf.round(tf.mul(30, ramp(shape, 5)))));

test('padding takes no part in a maximum or in the count of an average', () => {
  const x = tf.tensor([-1, -2, -3, -4, -5], [1, 5, 1]);
  const options = { size: [3], strides: [2], padding: 'same' } as const;
  assert.deepEqual(values(pool(x, 'max', options)), [-1, -2, -4]);
  assert.deepEqual(values(pool(x, 'average', options)), [-1.5, -3, -4.5]);
});

test('same padding with strides larger than the window leaves elements out', () => {
  const x = tf.tensor([1, 2, 3, 4, 5, 6], [1, 6, 1]);
  assert.deepEqual(values(pool(x, 'max', { size: [2], strides: [3], padding: 'same' })), [2, 5]);
  assert.deepEqual(values(pool(x, 'average', { size: [2], strides: [3], padding: 'same' })), [1.5, 4.5]);
});

test('of equal maxima in a window the first takes the gradient', () => {
  const x = tf.tensor([0, 0, 1, 1], [1, 4, 1]);
  const options = { size: [2], strides: [2], padding: 'valid' } as const;
  const gradient = tf.grad((a: tf.Tensor) => tf.sum(pool(a, 'max', options)))(x);
  assert.deepEqual(values(gradient), [1, 0, 1, 0]);
});

test('adaptive windows overlap where the sizes do not divide', () => {
  const x = tf.tensor([1, 2, 3, 4, 5], [1, 5, 1]);
  assert.deepEqual(values(adaptivePool(x, 'average', [3])), [1.5, 3, 4.5]);
  assert.deepEqual(values(adaptivePool(x, 'max', [2])), [3, 5]);
  assert.deepEqual(adaptivePool(ramp([2, 5, 7, 3]), 'max', [2, 3]).shape, [2, 2, 3, 3]);
});

for (const mode of ['max', 'average'] as const) {
  for (const [name, shape, options] of [
    ['one dimension, same', [2, 5, 2], { size: [3], strides: [2], padding: 'same' }],
    ['two dimensions, overlapping', [2, 5, 4, 2], { size: [3, 2], strides: [1, 2], padding: 'valid' }],
    [
      'two dimensions, strides above the window, same',
      [1, 6, 6, 2],
      { size: [2, 2], strides: [3, 3], padding: 'same' },
    ],
    ['three dimensions, same', [1, 3, 4, 3, 2], { size: [2, 2, 2], strides: [2, 1, 2], padding: 'same' }],
  ] as const) {
    test(`the gradient agrees with central differences: ${mode}, ${name}`, () => {
      gradientsAgree((x) => pool(x, mode, options), [apart([...shape])]);
    });
  }

  test(`the gradient agrees with central differences: adaptive ${mode}`, () => {
    gradientsAgree((x) => adaptivePool(x, mode, [2, 3]), [apart([2, 5, 4, 2])]);
  });
}
