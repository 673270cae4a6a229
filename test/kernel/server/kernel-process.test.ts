import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const MODULE = new URL('../../../kernel/server/kernel-process.ts', import.meta.url).href;

/** A kernel without sockets, which says its process id and closes what it has when it ends. */
const SCRIPT = `const { openKernel } = await import(${JSON.stringify(MODULE)});
const connection = { key: '', signature_scheme: 'hmac-sha256' };
const transport = { send: async () => {}, publish: async () => {}, close: () => console.log('closed') };
openKernel(connection, Promise.resolve(transport));
console.log(process.pid);`;

test('it ends in order when the program that started it is gone', {
  skip: process.platform === 'win32' && 'no sh',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-process-'));
  const env = { ...process.env, CELLGRAD_STATE_DIR: folder, SCRIPT };
  const command = `JPY_PARENT_PID=$$ "${process.execPath}" --import "${import.meta.resolve('tsx')}" --input-type=module -e "$SCRIPT" & wait`;
  const parent = spawn('sh', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (/^\d+\n$/.test(said)) parent.kill('SIGKILL');
  });
  // The pipe ends when the kernel and its engine have ended.
  await once(parent.stdout, 'end');
  assert.match(said, /^\d+\nclosed\n$/);
  rmSync(folder, { recursive: true });
});
