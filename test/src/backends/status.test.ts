import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import { ensureReady } from '../../../src/backends/choose.js';
import { BackendStatus } from '../../../src/backends/status.js';

before(ensureReady);

test('it is a table with the one in use marked, and fixes under what is absent', () => {
  const status = new BackendStatus(
    [
      { name: 'cuda', state: 'absent', why: 'no driver', fix: 'install the driver' },
      { name: 'wasm', state: 'in use', why: 'SIMD, 1 thread' },
      { name: 'cpu', state: 'ready', why: 'plain JavaScript' },
    ],
    false,
  );
  const lines = String(status).split('\n');
  assert.equal(lines[0], 'wasm is in use (the first of cuda, native, webgpu, wasm, cpu that works)');
  assert.match(lines[1]!, /^\d+ tensors, \d+\.\d MiB$/);
  assert.deepEqual(lines.slice(5), [
    '  cuda     absent   no driver',
    '                    fix: install the driver',
    '> wasm     in use   SIMD, 1 thread',
    '  cpu      ready    plain JavaScript',
  ]);
  assert.equal(inspect(status), String(status));
  assert.equal(new BackendStatus([], true).reason, 'asked for by name');
  assert.match(
    String(new BackendStatus([], false, 'foo is absent')),
    /^no backend is in use \(foo is absent\)/,
  );
});
