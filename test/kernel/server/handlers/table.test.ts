import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLERS } from '../../../../kernel/server/handlers/table.js';

test('every request of protocol 5.4 that a kernel answers has a handler', () => {
  const requests = ['kernel_info', 'execute', 'inspect', 'complete', 'history', 'is_complete', 'comm_info'];
  requests.push('interrupt', 'shutdown', 'debug', 'usage', 'connect');
  const types = [...requests.map((name) => `${name}_request`), 'comm_open', 'comm_msg', 'comm_close'];
  assert.deepEqual([...HANDLERS.keys()].sort(), types.sort());
});
