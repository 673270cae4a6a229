import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shutdown } from '../../../../kernel/server/handlers/shutdown.js';
import { request, services } from '../../stub/services.js';

test('answers with the flag, tells the other front ends, and ends the kernel', () => {
  const done: unknown[] = [];
  const iopub = { publish: (type: string, content: object) => done.push([type, content]) };
  const parts = services({ iopub, shutdown: () => done.push('shutdown') });
  const reply = shutdown(request('shutdown_request', { restart: true }), parts);
  assert.deepEqual(reply, { status: 'ok', restart: true });
  assert.deepEqual(done, [['shutdown_reply', reply], 'shutdown']);
});
