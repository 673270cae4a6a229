import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '../../../../src/backends/gradients/gradients.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { wasm } from '../../../../src/backends/wasm.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp } from '../kernels/on-both-backends.js';

before(() => wasm.load());

const apart = (shape: number[], seed: number) => tf.mul(tf.round(tf.mul(ramp(shape, seed), 40)), 0.05);

const cases: Record<string, [(...inputs: tf.Tensor[]) => tf.Tensor, () => tf.Tensor[]]> = {
  // Multiples of 0.05 against multiples of 0.05 plus 0.025: no tie within the step of a difference.
  'maximum, broadcast': [tf.maximum, () => [apart([4, 6], 1), tf.add(apart([6], 5), 0.025)]],
  'minimum, broadcast': [tf.minimum, () => [apart([4, 1], 5), tf.add(apart([4, 6], 1), 0.025)]],
  'squaredDifference, broadcast': [tf.squaredDifference, () => [ramp([4, 6]), ramp([6], 5)]],
  'matMul, broadcast batch': [(a, b) => tf.matMul(a, b), () => [ramp([1, 3, 4]), ramp([3, 4, 2])]],
  'matMul, transposed': [(a, b) => tf.matMul(a, b, true, true), () => [ramp([1, 4, 3]), ramp([3, 2, 4])]],
  'cumsum along the first axis': [(x) => tf.cumsum(x, 0), () => [ramp([4, 3])]],
  'cumsum, exclusive and reverse': [(x) => tf.cumsum(x, 1, true, true), () => [ramp([2, 5])]],
  'strided slice': [(x) => tf.stridedSlice(x, [0, 1], [4, 6], [2, 2]), () => [ramp([4, 6])]],
  'gatherND, a row twice': [
    (x) => tf.gatherND(x, tf.tensor2d([1, 2, 0, 3, 1, 2], [3, 2], 'int32')),
    () => [ramp([3, 4])],
  ],
  'einsum of two': [(a, b) => tf.einsum('abc,cde->abde', a, b), () => [ramp([2, 3, 4]), ramp([4, 2, 2])]],
  'einsum that sums an index of one operand': [(a) => tf.einsum('ij->i', a), () => [ramp([3, 4])]],
  'unstack of one': [(x) => tf.unstack(x, 1)[0]!, () => [ramp([3, 1, 2])]],
  'unstack of many': [(x) => tf.mul(tf.unstack(x, 1)[0]!, tf.unstack(x, 1)[2]!), () => [ramp([2, 3, 2])]],
  'split into one': [(x) => tf.split(x, 1, 1)[0]!, () => [ramp([3, 4])]],
  'split into uneven parts': [(x) => tf.split(x, [1, 3], 1)[1]!, () => [ramp([3, 4])]],
  'max along two axes': [(x) => tf.max(x, [0, 2], true), () => [ramp([3, 2, 4])]],
  'min of all': [(x) => tf.min(x), () => [ramp([3, 4])]],
  conv3d: [
    (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, 'valid'),
    () => [ramp([1, 3, 4, 3, 2]), ramp([2, 2, 2, 2, 2], 2)],
  ],
  'conv3d with strides': [
    (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, [1, 2, 1], 'valid'),
    () => [ramp([1, 3, 5, 3, 2]), ramp([2, 2, 2, 2, 2], 2)],
  ],
};

test('the gradient of the absolute value is 0 at 0', () => {
  const slope = tf.grad((x) => tf.abs(x))(tf.tensor([-2, 0, 3]));
  assert.deepEqual([...slope.dataSync()], [-1, 0, 1]);
});

test('the gradient of selu at 0 is that above it, as in TensorFlow', () => {
  const slope = tf.grad((x) => tf.selu(x))(tf.tensor([-1, 0, 2, -100]));
  const expected = [1.7580993408 * Math.exp(-1), 1.0507009874, 1.0507009874, 0];
  for (const [i, value] of slope.dataSync().entries()) assert.ok(Math.abs(value - expected[i]!) < 1e-6);
});

test('equal largest and smallest values share the gradient', () => {
  const x = tf.tensor2d([1, 3, 3, 0, 0, 2], [2, 3]);
  const largest = tf.grad((a: tf.Tensor) => tf.sum(tf.max(a, 1)))(x);
  const smallest = tf.grad((a: tf.Tensor) => tf.sum(tf.min(a, 1)))(x);
  assert.deepEqual(largest.arraySync(), [
    [0, 0.5, 0.5],
    [0, 0, 1],
  ]);
  assert.deepEqual(smallest.arraySync(), [
    [1, 0, 0],
    [0.5, 0.5, 0],
  ]);
});

for (const [name, [compute, inputs]] of Object.entries(cases)) {
  test(`the gradient agrees with central differences: ${name}`, () => gradientsAgree(compute, inputs()));
}

test('elu has a second gradient', () => {
  const x = tf.tensor1d([-1.5, -0.5, 0.5]);
  const slope = () => {
    const inner = new GradientTape();
    inner.watch(x);
    return inner.gradient(
      inner.run(() => tf.square(tf.elu(x))),
      x,
    ) as tf.Tensor;
  };
  const outer = new GradientTape();
  outer.watch(x);
  const second = outer.gradient(outer.run(slope), x) as tf.Tensor;
  const expected = (v: number) => (v < 0 ? 2 * Math.exp(v) * (2 * Math.exp(v) - 1) : 2);
  for (const [i, value] of x.dataSync().entries()) {
    assert.ok(Math.abs(second.dataSync()[i]! - expected(value)) < 1e-5);
  }
});
