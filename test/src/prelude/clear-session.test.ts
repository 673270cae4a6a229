import assert from 'node:assert/strict';
import { it } from 'node:test';
import { clearSession } from '../../../src/prelude/clear-session.js';
import { uniqueName } from '../../../src/support/names.js';

it('clearSession counts automatic names from the start again', () => {
  uniqueName('Dense');
  assert.equal(uniqueName('Dense'), 'dense_1');
  clearSession();
  assert.equal(uniqueName('Dense'), 'dense');
  assert.throws(() => clearSession({ free: true } as never), /unknown option free; did you mean freeMemory/);
});
