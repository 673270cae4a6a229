import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { contract } from '../../../src/layers/contract.js';

describe('contract', () => {
  before(ensureReady);

  for (const [equation, a, b] of [
    ['ab,bc->ac', [2, 3], [3, 4]],
    ['ab,bc->ca', [2, 3], [3, 4]],
    ['ab,cb->ac', [2, 3], [4, 3]],
    ['abc,cd->abd', [2, 3, 4], [4, 5]],
    ['abcd,cde->abe', [2, 3, 4, 5], [4, 5, 2]],
    ['abc,acd->abd', [2, 3, 4], [2, 4, 5]],
    ['abc,bcd->abd', [2, 3, 4], [3, 4, 5]],
    ['aecd,abcd->acbe', [2, 3, 4, 5], [2, 6, 4, 5]],
    ['ab,ab->a', [2, 3], [2, 3]],
    ['ab,ab->ab', [2, 3], [2, 3]],
    ['ab,cd->abcd', [2, 3], [4, 5]],
    ['ab,ab->', [2, 3], [2, 3]],
    ['abc,bd->ad', [2, 3, 4], [3, 5]],
  ] as const) {
    it(`equals einsum for ${equation}`, () => {
      const [x, y] = [tf.randomNormal([...a]), tf.randomNormal([...b])];
      const actual = contract(equation, x, y);
      const expected = tf.einsum(equation, x, y);
      assert.deepEqual(actual.shape, expected.shape);
      const difference = tf.max(tf.abs(tf.sub(actual, expected))).arraySync() as number;
      assert.ok(difference < 1e-4, `off by ${difference}`);
    });
  }
});
