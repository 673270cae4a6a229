import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reply } from '../../../../kernel/engine/assist/complete-reply.js';

test('matches carry their kinds for JupyterLab, and none has no metadata', () => {
  const { metadata, ...rest } = reply([{ text: 'abs', type: 'function' }], 3, 4);
  assert.deepEqual(rest, { status: 'ok', matches: ['abs'], cursor_start: 3, cursor_end: 4 });
  assert.deepEqual(metadata, {
    _jupyter_types_experimental: [{ start: 3, end: 4, text: 'abs', type: 'function' }],
  });
  assert.deepEqual(reply([], 1, 1).metadata, {});
});
