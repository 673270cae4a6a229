import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ops, tf } from '../../../../src/index.js';

describe('soFar', () => {
  it('takes an axis that counts from the end, and checks it', () => {
    const x = tf.tensor([
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(ops.cumsum(x, -1).arraySync(), [
      [1, 3],
      [3, 7],
    ]);
    assert.deepEqual(ops.cumprod(x, -2).arraySync(), [
      [1, 2],
      [3, 8],
    ]);
    assert.throws(() => ops.cumsum(x, 2), /ops.cumsum/);
  });
});
