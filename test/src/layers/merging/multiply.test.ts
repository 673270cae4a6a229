import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { setMask } from '../../../../src/layers/mask.js';
import { Multiply, multiply } from '../../../../src/layers/merging/multiply.js';

const a = () => tf.tensor2d([[1, -2, 3]]);
const b = () => tf.tensor2d([[4, 5, -6]]);
const c = () => tf.tensor2d([[0.5, 0, 10]]);

describe('Multiply', () => {
  before(ensureReady);

  it('merges element by element', () => {
    assert.deepEqual(new Multiply()([a(), b()]).arraySync(), [[4, -10, -18]]);
    assert.deepEqual(new Multiply()([a(), b(), c()]).arraySync(), [[2, -0, -180]]);
  });

  it('repeats sizes of 1', () => {
    assert.deepEqual(new Multiply()([tf.ones([2, 3, 4]), tf.ones([2, 1, 4])]).shape, [2, 3, 4]);
  });

  it('has a function form', () => {
    assert.deepEqual(multiply([a(), b()]).arraySync(), [[4, -10, -18]]);
    assert.ok(multiply({ name: 'm' }) instanceof Multiply);
  });

  it('refuses an unknown option', () => {
    assert.throws(() => new Multiply({ axis: 1 } as object), /Multiply: unknown option axis/);
  });

  it('leaves masked values out', () => {
    const [x, y] = [tf.tensor3d([[[1], [2]]]), tf.tensor3d([[[3], [4]]])];
    setMask(x, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    setMask(y, tf.tensor2d([[1, 1]], [1, 2], 'bool'));
    assert.deepEqual(new Multiply()([x, y]).arraySync(), [[[3], [4]]]);
  });
});
