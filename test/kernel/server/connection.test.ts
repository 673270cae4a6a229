import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { addressOf, readConnection } from '../../../kernel/server/connection.js';

const file = join(mkdtempSync(join(tmpdir(), 'cellgrad-connection-')), 'connection.json');
const PORTS = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };

function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readConnection(file);
}

test('addresses of every transport', () => {
  assert.equal(addressOf(read({ ...PORTS, ip: '127.0.0.1' }), 'iopub'), 'tcp://127.0.0.1:2');
  assert.equal(addressOf(read({ ...PORTS, ip: '::1' }), 'hb'), 'tcp://[::1]:5');
  assert.equal(addressOf(read({ ...PORTS, transport: 'ipc', ip: '/tmp/k' }), 'shell'), 'ipc:///tmp/k-1');
});

test('what is absent has its default', () => {
  const { key, signature_scheme, ip } = read(PORTS);
  assert.deepEqual([key, signature_scheme, ip], ['', 'hmac-sha256', '127.0.0.1']);
});

test('a file that cannot be used says why', () => {
  assert.throws(() => read('{'), /Connection file .*: expected JSON/);
  assert.throws(() => read({ ...PORTS, hb_port: 'x' }), /hb_port: expected an integer; received x/);
  assert.throws(() => read({ ...PORTS, transport: 'udp' }), /transport: expected tcp or ipc; received udp/);
  assert.throws(() => read({ ...PORTS, hb_port: 99_999 }), /hb_port: expected 1 to 65535; received 99999/);
  assert.throws(() => read('null'), /expected a JSON object; received null/);
  assert.throws(() => read({ ...PORTS, key: 5 }), /key: expected a string; received 5/);
  for (const scheme of ['sha256', 'hmac-nope']) {
    assert.throws(
      () => read({ ...PORTS, signature_scheme: scheme }),
      new RegExp(`signature_scheme: expected hmac-sha256; received ${scheme}$`),
    );
  }
  assert.throws(() => readConnection('/no/such/file'), /ENOENT/);
});
