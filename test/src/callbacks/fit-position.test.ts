import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FitPosition, lastBatchOf } from '../../../src/callbacks/fit-position.js';

test('batches count from the begin of an epoch, or from where a backup goes on in it', () => {
  const position = { resume: { epoch: 2, batch: 5 } } as unknown as FitPosition;
  assert.equal(lastBatchOf(position, 2), 4);
  assert.equal(lastBatchOf(position, 3), -1);
  assert.equal(lastBatchOf({ resume: null } as FitPosition, 0), -1);
  assert.equal(lastBatchOf(null, 0), -1);
});
