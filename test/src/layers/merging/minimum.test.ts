import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { setMask } from '../../../../src/layers/mask.js';
import { Minimum, minimum } from '../../../../src/layers/merging/minimum.js';

const a = () => tf.tensor2d([[1, -2, 3]]);
const b = () => tf.tensor2d([[4, 5, -6]]);
const c = () => tf.tensor2d([[0.5, 0, 10]]);

describe('Minimum', () => {
  before(ensureReady);

  it('merges element by element', () => {
    assert.deepEqual(new Minimum()([a(), b()]).arraySync(), [[1, -2, -6]]);
    assert.deepEqual(new Minimum()([a(), b(), c()]).arraySync(), [[0.5, -2, -6]]);
  });

  it('repeats sizes of 1', () => {
    assert.deepEqual(new Minimum()([tf.ones([2, 3, 4]), tf.ones([2, 1, 4])]).shape, [2, 3, 4]);
  });

  it('has a function form', () => {
    assert.deepEqual(minimum([a(), b()]).arraySync(), [[1, -2, -6]]);
    assert.ok(minimum({ name: 'm' }) instanceof Minimum);
  });

  it('refuses an unknown option', () => {
    assert.throws(() => new Minimum({ axis: 1 } as object), /Minimum: unknown option axis/);
  });

  it('leaves masked values out', () => {
    const [x, y] = [tf.tensor3d([[[1], [2]]]), tf.tensor3d([[[3], [4]]])];
    setMask(x, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    setMask(y, tf.tensor2d([[1, 1]], [1, 2], 'bool'));
    assert.deepEqual(new Minimum()([x, y]).arraySync(), [[[1], [4]]]);
  });
});
