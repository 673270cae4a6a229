import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
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
