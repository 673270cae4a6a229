import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { hasOccurrences, overOccurrences } from '../../../../src/backends/operations/occurrences.js';
import { Variable } from '../../../../src/backends/variable.js';

/** The gradient of a weighted sum of rows 0, 2, 0 of a variable of three rows. */
function gradientOf(use: (x: tf.Tensor, indices: tf.Tensor1D) => tf.Tensor): tf.Tensor {
  const x = new Variable(tf.ones([3, 1]));
  const tape = new GradientTape();
  const loss = tape.run(() => use(x, tf.tensor1d([0, 2, 0], 'int32')));
  return tape.gradient(loss, x) as tf.Tensor;
}
const weighted = (rows: tf.Tensor) => tf.sum(tf.mul(rows, [[1], [2], [3]]));

describe('occurrences of indices', () => {
  before(ensureReady);
  it('are summed in the gradient and told apart where somebody asks', () => {
    const gradient = gradientOf((x, indices) => weighted(tf.gather(x, indices)));
    assert.deepEqual(gradient.arraySync(), [[4], [0], [2]]);
    assert.equal(hasOccurrences(gradient), true);
    assert.deepEqual(overOccurrences(gradient, tf.square).arraySync(), [[10], [0], [4]]);
  });
  it('are joined over several uses, and lost with a use of another kind', () => {
    const twice = gradientOf((x, indices) =>
      tf.add(weighted(tf.gather(x, indices)), weighted(tf.gather(x, indices))),
    );
    assert.deepEqual(overOccurrences(twice, tf.square).arraySync(), [[20], [0], [8]]);
    const mixed = gradientOf((x, indices) => tf.add(weighted(tf.gather(x, indices)), tf.sum(x)));
    assert.equal(hasOccurrences(mixed), false);
    assert.deepEqual(overOccurrences(mixed, tf.square).arraySync(), [[25], [1], [9]]);
  });
  it('are none along other axes', () => {
    const gradient = gradientOf((x, indices) =>
      weighted(tf.transpose(tf.gather(tf.transpose(x), indices, 1))),
    );
    assert.equal(hasOccurrences(gradient), false);
    assert.deepEqual(gradient.arraySync(), [[4], [0], [2]]);
  });
});
