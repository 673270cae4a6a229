import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Identity } from '../../../../src/layers/core/identity.js';
import { Input } from '../../../../src/layers/core/input-layer.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';

describe('Identity', () => {
  before(ensureReady);

  it('gives what it gets, in its structure', () => {
    const [x, y] = [tf.ones([2]), tf.zeros([2, 3], 'int32')];
    const result = new Identity()({ x, y: [y] }) as unknown as {
      x: tf.Tensor;
      y: tf.Tensor[];
    };
    assert.equal(result.x, x);
    assert.equal(result.y[0], y);
  });

  it('keeps shape, type and mask', () => {
    const symbolic = new Identity()(Input({ shape: [3], dtype: 'int32' })) as never as {
      shape: unknown;
      dtype: string;
    };
    assert.deepEqual([symbolic.shape, symbolic.dtype], [[null, 3], 'int32']);
    const x = tf.ones([1, 2, 1]);
    const mask = tf.ones([1, 2], 'bool');
    setMask(x, mask);
    assert.equal(getMask(new Identity()(x) as tf.Tensor), mask);
  });
});
