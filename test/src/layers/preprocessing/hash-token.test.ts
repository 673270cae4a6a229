import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getSalt, hashToken } from '../../../../src/layers/preprocessing/hash-token.js';

test('a token has its bucket; a salt deals anew', () => {
  const buckets = (salt: readonly [number, number] | null) =>
    ['A', 'B', 'C', 'D', 'E'].map((token) => hashToken(token, 3, salt));
  // The examples of https://keras.io/api/layers/preprocessing_layers/categorical/hashing/.
  assert.deepEqual(buckets(null), [1, 0, 1, 1, 2]);
  assert.deepEqual(buckets([133, 137]), [1, 2, 1, 0, 2]);
  assert.equal(hashToken(12, 100, null), hashToken('12', 100, null));
});

test('a salt is one integer or two', () => {
  assert.deepEqual(getSalt('A', 3), [3, 3]);
  assert.equal(getSalt('A', null), null);
  assert.throws(() => getSalt('A', [1, 2, 3] as never), /A: salt must be an integer, or two/);
  assert.throws(() => getSalt('A', 0.5), /salt must be an integer/);
});
