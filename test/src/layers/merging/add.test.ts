import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Add, add } from '../../../../src/layers/merging/add.js';

const a = () => tf.tensor2d([[1, -2, 3]]);
const b = () => tf.tensor2d([[4, 5, -6]]);
const c = () => tf.tensor2d([[0.5, 0, 10]]);

describe('Add', () => {
  before(ensureReady);

  it('merges element by element', () => {
    assert.deepEqual(new Add()([a(), b()]).arraySync(), [[5, 3, -3]]);
    assert.deepEqual(new Add()([a(), b(), c()]).arraySync(), [[5.5, 3, 7]]);
  });

  it('repeats sizes of 1', () => {
    assert.deepEqual(new Add()([tf.ones([2, 3, 4]), tf.ones([2, 1, 4])]).shape, [2, 3, 4]);
  });

  it('has a function form', () => {
    assert.deepEqual(add([a(), b()]).arraySync(), [[5, 3, -3]]);
    assert.ok(add({ name: 'm' }) instanceof Add);
  });

  it('refuses an unknown option', () => {
    assert.throws(() => new Add({ axis: 1 } as object), /Add: unknown option axis/);
  });
});
