import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { writeText } from '../../../kernel/notebook/write-text.js';

const folder = mkdtempSync(join(tmpdir(), 'write-'));
after(() => rmSync(folder, { recursive: true }));

test('writes and replaces files, and says why where it cannot, leaving nothing behind', async () => {
  const path = join(folder, 'a.txt');
  await writeText(path, 'one');
  await writeText(path, 'two');
  assert.equal(readFileSync(path, 'utf8'), 'two');
  mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
  await assert.rejects(writeText(join(folder, 'taken'), 'x'), /taken was not written: E.*\nFix: room on/s);
  await assert.rejects(writeText(join(folder, 'none', 'b.txt'), 'x'), /b\.txt was not written: ENOENT/);
  assert.deepEqual(readdirSync(folder).sort(), ['a.txt', 'taken']);
});

test('a link stays one, rights stay, and what is no file is not replaced by one', {
  skip: process.platform === 'win32',
}, async () => {
  const [path, link, pipe] = ['private.txt', 'link.txt', 'pipe'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(path, 'one', { mode: 0o600 });
  symlinkSync('private.txt', link);
  await writeText(link, 'two');
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.equal(readFileSync(path, 'utf8'), 'two');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  execFileSync('mkfifo', [pipe]);
  const reading = promisify(execFile)('cat', [pipe]);
  await writeText(pipe, 'three');
  assert.equal((await reading).stdout, 'three');
  assert.ok(statSync(pipe).isFIFO());
});
