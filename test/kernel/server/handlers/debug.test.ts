import assert from 'node:assert/strict';
import { test } from 'node:test';
import { debug } from '../../../../kernel/server/handlers/debug.js';
import { request, services } from '../../stub/services.js';

test('a request of the Debug Adapter Protocol goes to the debugger, its reply is the content', async () => {
  const asked: unknown[] = [];
  const fake = {
    request: async (message: object) => {
      asked.push(message);
      return { success: true };
    },
  };
  const parts = services({ debugger: async () => fake });
  const content = { type: 'request', seq: 3, command: 'variables', arguments: { variablesReference: 1 } };
  assert.deepEqual(await debug(request('debug_request', content), parts), { success: true });
  await debug(request('debug_request', { command: 'debugInfo' }), parts);
  assert.deepEqual(asked, [
    { seq: 3, command: 'variables', arguments: { variablesReference: 1 } },
    { seq: 0, command: 'debugInfo', arguments: {} },
  ]);
});
