import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { openOutputPipes } from '../../kernel/output-pipe.js';

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cellgrad-pipe-'));

test('carries what a child writes, to its end, and leaves no file', {
  skip: process.platform === 'win32' && 'Windows has no such pipes',
}, async () => {
  const before = folders();
  const [pipe, other] = openOutputPipes(2)!;
  assert.ok(pipe && other);
  assert.deepEqual(folders(), before);
  const program = `for (let i = 0; i < 20000; i++) require('fs').writeSync(3, 'line ' + i + '\\n')`;
  const child = spawn(process.execPath, ['-e', program], {
    stdio: ['ignore', 'ignore', 'inherit', pipe.writeEnd],
  });
  const lines = (await text(pipe.reader())).split('\n');
  assert.equal(lines.length, 20_001);
  assert.equal(lines[19_999], 'line 19999');
  assert.equal(child.exitCode ?? 0, 0);
  assert.equal(await text(other.reader()), '');
});

test('is none where the system cannot make one', () => {
  const { PATH } = process.env;
  process.env['PATH'] = '';
  try {
    assert.equal(openOutputPipes(1), null);
  } finally {
    process.env['PATH'] = PATH;
  }
});
