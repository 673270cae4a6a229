import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { assertClose } from '../../../oracle/oracle.js';
import { ramp, sameOnBothBackends } from '../kernels/on-both-backends.js';

before(ensureReady);

test('sums rows by segment as the cpu backend does', async () => {
  await sameOnBothBackends(() => [
    tf.unsortedSegmentSum(ramp([4, 3]), tf.tensor1d([0, 2, 2, 1], 'int32'), 4),
    tf.unsortedSegmentSum(ramp([5]), tf.tensor1d([1, 1, 0, 1, 0], 'int32'), 2),
    tf.unsortedSegmentSum(ramp([3, 6]), tf.tensor1d([1, -1, 1], 'int32'), 2),
    tf.unsortedSegmentSum(tf.tensor1d([1, 2, 3], 'int32'), tf.tensor1d([1, 0, 1], 'int32'), 2),
  ]);
});

test('the gradient of gather adds up repeated rows', async () => {
  await sameOnBothBackends(() => {
    const indices = tf.tensor2d([0, 1, 1, 2, 0, 1], [2, 3], 'int32');
    return tf.grad((t) => tf.sum(tf.square(tf.gather(t, indices))))(ramp([3, 4]));
  });
});

test('a segment outside of the range is an error', async () => {
  await tf.setBackend('wasm');
  assert.throws(
    () => tf.unsortedSegmentSum(tf.ones([1, 2]), tf.tensor1d([3], 'int32'), 2),
    /not below numSegments 2/,
  );
});

for (const [name, reduce] of [
  ['sums', tf.sum],
  ['means', tf.mean],
] as const)
  test(`${name} over any axes equal those on cpu`, async () => {
    await sameOnBothBackends(() => {
      const x = ramp([3, 5, 2, 9]);
      const axes = [[0], [1], [3], [0, 1], [1, 2], [2, 3], [0, 2], [0, 3], [0, 1, 2, 3], [-1], []];
      return axes.flatMap((axis) => [reduce(x, axis), reduce(x, axis, true)]);
    });
    await sameOnBothBackends(() => [
      reduce(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), 1),
      reduce(tf.tensor1d([true, false, true, true])),
      reduce(tf.scalar(2)),
    ]);
  });

test('the sum of nothing equals that on cpu', async () => {
  await sameOnBothBackends(() => [tf.sum(tf.zeros([0, 3]), 0)]);
});

test('many values, more than a float can count one by one, have a sum and a mean', async () => {
  await tf.setBackend('wasm');
  const count = 2 ** 24 + 2 ** 20;
  tf.tidy(() => {
    const x = tf.fill([count], 1.5);
    assert.deepEqual([x.mean().dataSync()[0], x.sum().dataSync()[0]], [1.5, 1.5 * count]);
    const columns = tf.reshape(x, [count / 2, 2]);
    assert.deepEqual(
      [...columns.mean(0).dataSync(), ...columns.sum(0).dataSync()],
      [1.5, 1.5, ...Array(2).fill(0.75 * count)],
    );
    const middle = tf.reshape(x, [2, count / 4, 2]);
    assert.deepEqual([...middle.mean([0, 2]).dataSync().slice(0, 2)], [1.5, 1.5]);
    assert.deepEqual([...tf.mean(tf.reshape(x, [count / 4, 2, 2]), [0, 2]).dataSync()], [1.5, 1.5]);
    assert.equal(tf.mean(tf.fill([count], 3, 'int32')).dataSync()[0], 3);
  });
});

test('softmax equals that on cpu, for small, large and infinite logits', async () => {
  await sameOnBothBackends(() => [
    tf.softmax(tf.mul(ramp([7, 13]), 30)),
    tf.softmax(ramp([2, 3, 4])),
    tf.softmax(tf.tensor2d([[1000, 0, -1000, 999, -Infinity]])),
  ]);
});

test('a value that is not a number makes its row one', () => {
  tf.tidy(() => {
    const rows = tf.softmax(
      tf.tensor2d([
        [1, Number.NaN, 2, 3, 4],
        [0, 0, 0, 0, 0],
      ]),
    );
    const values = rows.dataSync();
    assert.ok(values.slice(0, 5).every(Number.isNaN));
    assertClose(values.slice(5) as Float32Array, [0.2, 0.2, 0.2, 0.2, 0.2]);
  });
});

test('signs of the smallest numbers, of NaN and of integers equal those of TensorFlow', async () => {
  await tf.setBackend('wasm');
  const signs = tf.sign([1e-9, -1e-30, 0, Number.NaN, Number.POSITIVE_INFINITY, -3]);
  assert.deepEqual([...signs.dataSync()], [1, -1, 0, Number.NaN, 1, -1]);
  assert.deepEqual([...tf.sign(tf.tensor1d([-5, 0, 7], 'int32')).dataSync()], [-1, 0, 1]);
});
