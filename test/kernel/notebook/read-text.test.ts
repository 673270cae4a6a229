import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { NotebookError } from '../../../kernel/notebook/notebook-error.js';
import { readText } from '../../../kernel/notebook/read-text.js';

const folder = mkdtempSync(join(tmpdir(), 'read-text-'));
after(() => rmSync(folder, { recursive: true }));

test('a file is its text; one that is not there, or a folder, is an error with its path', async () => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'ä');
  assert.equal(await readText(path, 'a script'), 'ä');
  const missing = join(folder, 'none.ts');
  await assert.rejects(readText(missing, 'a script'), (error) => {
    assert.ok(error instanceof NotebookError);
    assert.ok(error.message.startsWith(`${missing}: expected a script; received no such file.`));
    assert.match(error.message, /check the path/);
    return true;
  });
  await assert.rejects(readText(folder, 'a notebook file'), /expected a notebook file; received .*EISDIR/);
});
