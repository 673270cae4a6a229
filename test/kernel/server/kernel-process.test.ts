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
openKernel(connection, Promise.resolve(transport)).startEngine();
console.log(process.pid);`;

const skip = process.platform === 'win32' && 'no sh';

test('it ends in order when the program that started it is gone', { skip }, async () => {
  assert.match(await orphaned((start) => start), /^\d+\nclosed\n$/);
});

test('the same with a shell between the two', { skip }, async () => {
  assert.match(await orphaned((start) => `sh -c '${start} & wait'`), /^\d+\nclosed\n$/);
});

/** What a kernel says whose starting program is killed as soon as it runs. */
async function orphaned(started: (command: string) => string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-process-'));
  const env = { ...process.env, CELLGRAD_STATE_DIR: folder, SCRIPT };
  const node = `"${process.execPath}" --import "${import.meta.resolve('tsx')}" --input-type=module -e "$SCRIPT"`;
  const command = `export JPY_PARENT_PID=$$; ${started(node)} & wait`;
  const parent = spawn('sh', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (/^\d+\n$/.test(said)) parent.kill('SIGKILL');
  });
  // The pipe ends when the kernel and its engine have ended.
  await once(parent.stdout, 'end');
  rmSync(folder, { recursive: true });
  return said;
}
