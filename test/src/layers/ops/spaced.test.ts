import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as ops from '../../../../src/layers/ops/spaced.js';
import { compareOps } from './against-keras.js';

compareOps('spaced', ops);

it('geometric steps from one sign to the other are refused', () => {
  assert.throws(() => ops.geomspace(-1, 2), /ops.geomspace: expected ends of one sign/);
});
