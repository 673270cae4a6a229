import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input } from '../../../../src/layers/index.js';
import { HashedCrossing } from '../../../../src/layers/preprocessing/hashed-crossing.js';
import type { SymbolicTensor } from '../../../../src/layers/symbolic-tensor.js';

before(ensureReady);

test('features of one shape share a bin', () => {
  const [letters, numbers] = [
    tf.tensor(['A', 'B', 'A', 'B', 'A']),
    tf.tensor([101, 101, 101, 102, 102], [5], 'int32'),
  ];
  const cross = new HashedCrossing({ numBins: 5 });
  // The example of https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/.
  assert.deepEqual(cross([letters, numbers]).arraySync(), [1, 4, 1, 1, 3]);
  const input = () => Input({ shape: [1], dtype: 'string' });
  const spec = new HashedCrossing({ numBins: 5, outputMode: 'oneHot' })([input(), input()]) as SymbolicTensor;
  assert.deepEqual([spec.shape, spec.dtype], [[null, 5], 'float32']);
});

test('other inputs are refused', () => {
  const cross = new HashedCrossing({ numBins: 5, name: 'cross' });
  assert.throws(
    () => cross(tf.ones([2])),
    /HashedCrossing cross: expected a list of at least two tensors.*received one tensor/,
  );
  assert.throws(() => cross([tf.ones([2]), tf.ones([3])]), /received \(2,\) and \(3,\)/);
  assert.throws(() => cross([tf.ones([2, 2]), tf.ones([2, 2])]), /\[batch\] or \[batch, 1\]/);
});
