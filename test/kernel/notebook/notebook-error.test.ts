import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotebookError } from '../../../kernel/notebook/notebook-error.js';

test('the fix stands under the message and beside it', () => {
  const cause = new Error('why');
  const error = new NotebookError('a: expected b; received c.', { fix: 'do d.', cause });
  assert.equal(error.message, 'a: expected b; received c.\nFix: do d.');
  assert.equal(error.fix, 'do d.');
  assert.equal(error.cause, cause);
  assert.equal(new NotebookError('x').fix, undefined);
});
