import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { asFloat, asPair, asTensor } from '../../../../src/layers/ops/as-tensor.js';

describe('the tensors of an op', () => {
  before(ensureReady);

  it('keep their dtype, or become floats', () => {
    const numbers = tf.tensor([1, 2], [2], 'int32');
    assert.equal(asTensor(numbers), numbers);
    assert.equal(asTensor([1, 2]).dtype, 'float32');
    assert.equal(asFloat(numbers).dtype, 'float32');
    assert.equal(asFloat([true]).dtype, 'float32');
  });

  it('are integers where a whole number stands beside integers', () => {
    const numbers = tf.tensor([1, 2], [2], 'int32');
    const dtypes = (a: tf.TensorLike | tf.Tensor, b: tf.TensorLike | tf.Tensor) =>
      asPair(a, b).map(({ dtype }) => dtype);
    assert.deepEqual(dtypes(numbers, 2), ['int32', 'int32']);
    assert.deepEqual(dtypes(2, numbers), ['int32', 'int32']);
    assert.deepEqual(dtypes(numbers, 2.5), ['int32', 'float32']);
    assert.deepEqual(dtypes([1, 2], 2), ['float32', 'float32']);
  });
});
