import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCount, checkFunction, checkParallelCalls, refuseMore } from '../../../src/data/check-stage.js';

test('what stages are told is checked in their name', () => {
  checkCount('take', -1);
  checkParallelCalls('map', -1);
  assert.throws(
    () => checkParallelCalls('map', 0),
    /Dataset.map: numParallelCalls must be a positive integer/,
  );
  assert.throws(() => checkCount('take', -2), /Dataset.take: count must be at least 0, or -1; received -2/);
  assert.throws(() => checkFunction('map', 3), /Dataset.map: expected a function; received 3/);
  assert.throws(() => refuseMore('fromTensors', [1]), /expected one value; received 2/);
});
