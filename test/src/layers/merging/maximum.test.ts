import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { setMask } from '../../../../src/layers/mask.js';
import { Maximum, maximum } from '../../../../src/layers/merging/maximum.js';

const a = () => tf.tensor2d([[1, -2, 3]]);
const b = () => tf.tensor2d([[4, 5, -6]]);
const c = () => tf.tensor2d([[0.5, 0, 10]]);

describe('Maximum', () => {
  before(ensureReady);

  it('merges element by element', () => {
    assert.deepEqual(new Maximum()([a(), b()]).arraySync(), [[4, 5, 3]]);
    assert.deepEqual(new Maximum()([a(), b(), c()]).arraySync(), [[4, 5, 10]]);
  });

  it('repeats sizes of 1', () => {
    assert.deepEqual(new Maximum()([tf.ones([2, 3, 4]), tf.ones([2, 1, 4])]).shape, [2, 3, 4]);
  });

  it('has a function form', () => {
    assert.deepEqual(maximum([a(), b()]).arraySync(), [[4, 5, 3]]);
    assert.ok(maximum({ name: 'm' }) instanceof Maximum);
  });

  it('refuses an unknown option', () => {
    assert.throws(() => new Maximum({ axis: 1 } as object), /Maximum: unknown option axis/);
  });

  it('leaves masked values out', () => {
    const [x, y] = [tf.tensor3d([[[1], [2]]]), tf.tensor3d([[[3], [4]]])];
    setMask(x, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    setMask(y, tf.tensor2d([[1, 1]], [1, 2], 'bool'));
    assert.deepEqual(new Maximum()([x, y]).arraySync(), [[[3], [4]]]);
  });
});
