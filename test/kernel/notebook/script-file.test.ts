import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isScript, readScript } from '../../../kernel/notebook/script-file.js';

const folder = mkdtempSync(join(tmpdir(), 'script-file-'));
after(() => rmSync(folder, { recursive: true }));

test('scripts are known by their ending', () => {
  for (const name of ['a.ts', 'a.mts', 'a.cts', 'a.js', 'a.mjs']) assert.ok(isScript(name), name);
  for (const name of ['a.ipynb', 'a.py', 'ts', 'a.json']) assert.ok(!isScript(name), name);
});

test('a script without markers is one cell; a missing one is named', async () => {
  const path = join(folder, 'a.ts');
  writeFileSync(path, 'const a = 1;\na\n');
  assert.deepEqual(
    (await readScript(path)).cells.map(({ source }) => source),
    ['const a = 1;\na'],
  );
  await assert.rejects(
    readScript(join(folder, 'none.ts')),
    /none\.ts: expected a script; received no such file/,
  );
});
