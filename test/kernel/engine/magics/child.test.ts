import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runChild } from '../../../../kernel/engine/magics/child.js';

const context = (printed: string[]) => ({
  wait: <T>(promise: Promise<T>) => promise,
  print: (text: string) => void printed.push(text),
  printError: (text: string) => void printed.push(`!${text}`),
});

test('characters that arrive in pieces stay whole, and input that nobody reads does no harm', async () => {
  const printed: string[] = [];
  const code =
    "const b = Buffer.from('ö\\n'); process.stdout.write(b.subarray(0, 1)); setTimeout(() => process.stdout.write(b.subarray(1)), 20)";
  const end = await runChild(context(printed), process.execPath, ['-e', code], {
    input: 'x'.repeat(1_000_000),
  });
  assert.deepEqual(end, { code: 0, signal: null });
  assert.equal(printed.join(''), 'ö\n');
});

test('a program that is not there is an error', async () => {
  await assert.rejects(runChild(context([]), 'no-such-program', []), { code: 'ENOENT' });
});

test('a program may open its own outputs by name', { skip: process.platform === 'win32' }, async () => {
  const printed: string[] = [];
  await runChild(context(printed), 'sh', ['-c', 'echo a > /dev/stdout; echo b > /dev/stderr']);
  assert.deepEqual(printed.sort(), ['!b\n', 'a\n']);
});

test('a program runs where the process is, also when that folder has another name by now', {
  skip: process.platform === 'win32',
}, async () => {
  const before = process.cwd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'child-')));
  const renamed = `${folder}-renamed`;
  try {
    process.chdir(folder);
    assert.equal(process.cwd(), folder);
    renameSync(folder, renamed);
    const printed: string[] = [];
    await runChild(context(printed), 'sh', ['-c', 'pwd -P']);
    assert.deepEqual(printed, [`${renamed}\n`]);
  } finally {
    process.chdir(before);
    rmSync(renamed, { recursive: true });
  }
});
