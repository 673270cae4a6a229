import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { tf } from '../../../src/index.js';

before(ensureReady);

it('tf’s reductions give one number, typed as such, or a tensor with an axis', () => {
  const x = [
    [1, 2],
    [3, 4],
  ];
  const numbers: number[] = [tf.sum, tf.mean, tf.prod, tf.min, tf.max].map((reduce) => reduce(x).numpy());
  assert.deepEqual(numbers, [10, 2.5, 24, 1, 4]);
  assert.deepEqual(tf.sum(x, 0).numpy(), [4, 6]);
  assert.deepEqual(tf.mean(x, 1, true).numpy(), [[1.5], [3.5]]);
});
