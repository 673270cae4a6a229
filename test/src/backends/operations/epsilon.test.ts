import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epsilon, setEpsilon } from '../../../../src/backends/operations/epsilon.js';

test("it is Keras's, until it is set", () => {
  assert.equal(epsilon(), 1e-7);
  setEpsilon(1e-5);
  assert.equal(epsilon(), 1e-5);
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, '1' as never])
    assert.throws(() => setEpsilon(wrong), { name: 'ValueError' });
});
