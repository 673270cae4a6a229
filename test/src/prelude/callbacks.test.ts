import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as callbacks from '../../../src/prelude/callbacks.js';

it('every callback has a lower-case name', () => {
  const made = callbacks.earlyStopping({ patience: 3 });
  assert.ok(made instanceof callbacks.EarlyStopping);
  assert.equal(made.patience, 3);
  const names = Object.keys(callbacks).map((name) => name.toLowerCase());
  for (const name of Object.keys(callbacks).filter((one) => /^[A-Z]/.test(one) && one !== 'Callback'))
    assert.equal(names.filter((one) => one === name.toLowerCase()).length, 2, name);
});
