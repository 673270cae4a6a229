import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Average, average } from '../../../../src/layers/merging/average.js';

const a = () => tf.tensor2d([[1, -2, 3]]);
const b = () => tf.tensor2d([[4, 5, -6]]);

describe('Average', () => {
  before(ensureReady);

  it('merges element by element', () => {
    assert.deepEqual(new Average()([a(), b()]).arraySync(), [[2.5, 1.5, -1.5]]);
    assert.deepEqual(new Average()([tf.zeros([1]), tf.ones([1]), tf.fill([1], 5)]).arraySync(), [2]);
  });

  it('repeats sizes of 1', () => {
    assert.deepEqual(new Average()([tf.ones([2, 3, 4]), tf.ones([2, 1, 4])]).shape, [2, 3, 4]);
  });

  it('has a function form', () => {
    assert.deepEqual(average([a(), b()]).arraySync(), [[2.5, 1.5, -1.5]]);
    assert.ok(average({ name: 'm' }) instanceof Average);
  });

  it('refuses an unknown option', () => {
    assert.throws(() => new Average({ axis: 1 } as object), /Average: unknown option axis/);
  });
});
