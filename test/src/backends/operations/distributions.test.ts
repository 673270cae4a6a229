import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { betas, binomials, categories, gammas } from '../../../../src/backends/operations/distributions.js';

before(ensureReady);

/** Mean and variance of what is drawn, against those of the distribution. */
function check(drawn: tf.Tensor, mean: number, variance: number): void {
  const moments = tf.moments(drawn);
  const [m, v] = [moments.mean.dataSync()[0]!, moments.variance.dataSync()[0]!];
  assert.ok(Math.abs(m - mean) < 0.03 * Math.max(1, Math.abs(mean)), `mean ${m}, expected ${mean}`);
  assert.ok(Math.abs(v - variance) < 0.06 * Math.max(0.5, variance), `variance ${v}, expected ${variance}`);
}

test('the distributions have their means and variances', () => {
  const shape = [20_000];
  check(gammas(shape, 0.5, 1), 0.5, 0.5);
  check(gammas(shape, 4, 2), 4, 4);
  check(betas(shape, 2, 3, 3), 0.4, 0.04);
  check(binomials(shape, 10, 0.3, 4), 3, 2.1);
  check(binomials(shape, 1000, 0.25, 5), 250, 187.5);
  const of = (values: tf.Tensor, row: number) => tf.slice(values, [row, 0], [1, -1]);
  const rows = gammas([2, 10_000], [[2], [8]], 6);
  check(of(rows, 0), 2, 2);
  check(of(rows, 1), 8, 8);
  const classes = tf.cast(categories(tf.log(tf.tensor2d([[0.1, 0.2, 0.7]])), 20_000, 7), 'float32');
  check(classes, 1.6, 0.44);
});

test('bounds hold, and shapes that do not fit are refused', () => {
  const sure = binomials([3], tf.tensor1d([5, 100, 0]), [1, 1, 0.5], 1);
  assert.deepEqual([...sure.dataSync()], [5, 100, 0]);
  assert.deepEqual([...binomials([2], 90, 0, 1).dataSync()], [0, 0]);
  assert.throws(() => gammas([2], [1, 2, 3], 1), /broadcast/i);
  assert.throws(
    () => categories(tf.tensor1d([1, 2]), 3),
    /logits of shape \(batch, classes\); received \(2,\)/,
  );
});
