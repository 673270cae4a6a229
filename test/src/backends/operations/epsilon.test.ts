import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EPSILON } from '../../../../src/backends/operations/epsilon.js';

test("it is Keras's", () => {
  assert.equal(EPSILON, 1e-7);
});
