import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as ops from '../../../../src/layers/ops/spaced.js';
import { compareOps } from './against-keras.js';

compareOps('spaced', ops, 'ops_arrays');

it('geometric steps from one sign to the other are refused', () => {
  assert.throws(() => ops.geomspace(-1, 2), /ops.geomspace: expected ends of one sign/);
});

it('a dtype in the place of retstep is refused', () => {
  assert.throws(
    () => ops.linspace(0, 1, 5, true, 'int32' as never),
    /expected true or false as retstep; received "int32"[\s\S]*dtype: 'int32'/,
  );
});
