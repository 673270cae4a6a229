import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usage } from '../../../../kernel/server/handlers/usage.js';
import { request, services } from '../../stub/services.js';

test('counts the server and the engine', () => {
  const read: unknown[] = [];
  const parts = (engine: object) => services({ engine, usage: { read: (pids: unknown) => read.push(pids) } });
  usage(request('usage_request'), parts({ pid: 12 }));
  usage(request('usage_request'), parts({ pid: undefined }));
  assert.deepEqual(read, [[process.pid, 12], [process.pid]]);
});
