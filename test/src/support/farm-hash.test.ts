import assert from 'node:assert/strict';
import { test } from 'node:test';
import { farmHash64, joinFingerprints } from '../../../src/support/farm-hash.js';

test('a hash of each length, as TensorFlow has it', () => {
  const hash = (length: number) => farmHash64(Buffer.from('abcdefg'.repeat(30).slice(0, length))) % 1000003n;
  // tf.strings.to_hash_bucket_fast(text, 1000003)
  assert.deepEqual([0, 2, 5, 12, 25, 60, 64, 65, 128, 200].map(hash), HASHES);
});

const HASHES = [377723n, 834328n, 268112n, 267144n, 406107n, 721604n, 410770n, 876059n, 42106n, 148432n];

test('fingerprints are put together in their order', () => {
  assert.notEqual(joinFingerprints(1n, 2n), joinFingerprints(2n, 1n));
});
