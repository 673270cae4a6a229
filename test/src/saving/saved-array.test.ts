import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { assignArray, toFloats, toH5Array } from '../../../src/saving/saved-array.js';

before(ensureReady);

it('integers are 64 bits wide in files, and have to fit in 32 here', () => {
  const count = new Variable(tf.scalar(3, 'int32'), { name: 'count' });
  assert.deepEqual(toH5Array(count), { shape: [], data: BigInt64Array.of(3n) });
  assignArray(count, { shape: [], data: BigInt64Array.of(7n) }, 'm.keras');
  assert.equal(count.arraySync(), 7);
  const large = { shape: [], data: BigInt64Array.of(2n ** 40n) };
  assert.throws(() => assignArray(count, large, 'm.keras'), /m.keras: expected integers of 32 bits/);
  assert.deepEqual(toFloats(BigInt64Array.of(1n, 2n)), Float32Array.of(1, 2));
});
