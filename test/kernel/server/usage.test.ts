import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpus, hostname } from 'node:os';
import { test } from 'node:test';
import { Usage } from '../../../kernel/server/usage.js';

test('reads the machine, and on Linux the processes', () => {
  const usage = new Usage();
  usage.read([process.pid]);
  const began = Date.now();
  while (Date.now() - began < 60);
  const now = usage.read([process.pid]);
  assert.deepEqual([now.hostname, now.pid, now.cpu_count], [hostname(), process.pid, cpus().length]);
  const { total, available, used, percent } = now.host_virtual_memory;
  assert.ok(total > 0 && available > 0 && used === total - available && percent > 0 && percent < 100);
  if (process.platform !== 'linux') return;
  assert.ok(now.kernel_memory! > 20 << 20);
  assert.ok(now.kernel_cpu! > 0);
});

test('children count, processes that ended do not', {
  skip: process.platform !== 'linux' && 'needs /proc',
}, () => {
  const usage = new Usage();
  const alone = usage.read([process.pid]).kernel_memory!;
  const child = spawn('sleep', ['100']);
  try {
    assert.ok(usage.read([process.pid, child.pid!]).kernel_memory! > 0);
    assert.ok(usage.read([2 ** 30]).kernel_memory === undefined);
    assert.ok(alone > 0);
  } finally {
    child.kill('SIGKILL');
  }
});
