import assert from 'node:assert/strict';
import { test } from 'node:test';
import { debug } from '../../../../kernel/server/handlers/debug.js';
import { request, services } from '../../stub/services.js';

test('debugInfo says that nothing is being debugged', () => {
  const reply = debug(
    request('debug_request', { type: 'request', seq: 3, command: 'debugInfo' }),
    services({}),
  );
  const { request_seq, success, body } = reply as { request_seq: number; success: boolean; body: object };
  assert.deepEqual([request_seq, success], [3, true]);
  assert.equal((body as { isStarted: boolean }).isStarted, false);
});

test('other commands are refused in the form of the debug protocol', () => {
  const reply = debug(request('debug_request', { seq: 4, command: 'attach' }), services({}));
  const { type, command, success, message } = reply as Record<string, unknown>;
  assert.deepEqual([type, command, success], ['response', 'attach', false]);
  assert.match(String(message), /no debugger/);
});
