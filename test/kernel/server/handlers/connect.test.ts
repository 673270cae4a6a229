import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../../../../kernel/server/handlers/connect.js';
import { request, services } from '../../stub/services.js';

test('says the ports', () => {
  const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
  assert.deepEqual(connect(request('connect_request'), services({ ports })), { status: 'ok', ...ports });
});
