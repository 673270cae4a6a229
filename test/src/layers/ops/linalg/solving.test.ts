import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as ops from '../../../../../src/layers/ops/linalg/solving.js';
import { compareOps } from '../against-keras.js';

compareOps('solving', ops, 'ops_linalg');

it('what has no inverse is an error', () => {
  const singular = [
    [1, 2],
    [2, 4],
  ];
  assert.throws(() => ops.inv(singular), /singular/);
  assert.throws(() => ops.solve([[1, 2]], [1]), /square matrices.*\(1, 2\)/);
});
