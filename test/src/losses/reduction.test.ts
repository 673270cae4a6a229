import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { applyMask, checkReduction, type Reduction, reduceWeighted } from '../../../src/losses/reduction.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('each reduction, with and without weights', () => {
  tf.tidy(() => {
    const values = tf.tensor([1, 2, 3, 6]);
    const weights = tf.tensor([1, 0, 1, 2]);
    const expected: [Reduction, number, number][] = [
      ['sumOverBatchSize', 3, 4],
      ['mean', 3, 4],
      ['sum', 12, 16],
      ['meanWithSampleWeight', 3, 4],
    ];
    for (const [reduction, plain, weighted] of expected) {
      assertClose(reduceWeighted(values, null, null, reduction), plain, 1e-6, String(reduction));
      assertClose(reduceWeighted(values, weights, null, reduction), weighted, 1e-6, String(reduction));
    }
    assertClose(reduceWeighted(values, weights, null, 'none'), [1, 0, 3, 12]);
    assertClose(reduceWeighted(values, null, null, null), [1, 2, 3, 6]);
  });
});

test('a mask of nothing gives 0, not NaN', () => {
  tf.tidy(() => {
    const mask = tf.zeros([2], 'bool');
    assertClose(reduceWeighted(tf.tensor([1, 2]), null, mask, 'mean'), 0);
    assert.equal(applyMask(null, null, 'sum'), null);
    assertClose(applyMask(tf.tensor([2, 3]), tf.tensor([1, 0], [2], 'bool'), 'sum')!, [2, 0]);
  });
});

test('names in either case', () => {
  assert.equal(checkReduction('x', 'sum_over_batch_size'), 'sumOverBatchSize');
  assert.equal(checkReduction('x', null), null);
  assert.throws(() => checkReduction('Huber', 'all' as never), /Huber: reduction must be one of/);
});
