import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MagicError } from '../../../../kernel/engine/magics/magic-error.js';

test('it carries the fix that the traceback shows', () => {
  const error = new MagicError('%x: no', '%help');
  assert.deepEqual([error.name, error.message, error.fix], ['MagicError', '%x: no', '%help']);
});
