import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { buckets, HostSums } from '../../../src/distribute/tensor-sums.js';
import { Echo } from './echo.js';

describe('HostSums', () => {
  before(ensureReady);

  it('sums tensors of one type in one message, in their order and shapes', () => {
    const echo = new Echo(3);
    const sums = new HostSums(echo).sum([tf.ones([2, 2]), tf.scalar(2, 'int32'), tf.tensor1d([1, 2])], true);
    assert.deepEqual(echo.calls, ['sum 6', 'sum 1']);
    assert.deepEqual(
      sums.map((sum) => [sum.dtype, sum.arraySync()]),
      [
        [
          'float32',
          [
            [3, 3],
            [3, 3],
          ],
        ],
        ['int32', 6],
        ['float32', [3, 6]],
      ],
    );
  });

  it('gives nothing of its own where this replica does not count', () => {
    assert.deepEqual(new HostSums(new Echo()).sum([tf.ones([2])], false)[0]!.arraySync(), [0, 0]);
  });
});

describe('buckets', () => {
  it('are no larger than the limit, but for one large tensor', () => {
    const sizes = [3, 2, 9, 1].map((size) => tf.zeros([size]));
    assert.deepEqual(buckets(sizes, 5), [[0, 1], [2], [3]]);
  });
});
