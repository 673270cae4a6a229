import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportFile } from '../../../kernel/notebook/export.js';
import { readNotebook } from '../../../kernel/notebook/nbformat.js';

const folder = mkdtempSync(join(tmpdir(), 'export-'));
after(() => rmSync(folder, { recursive: true }));

function notebook(name: string, ...sources: string[]): string {
  const cells = sources.map((source) => ({ cell_type: 'code', metadata: {}, source, outputs: [] }));
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  return path;
}

test('a notebook becomes a script beside it, and a notebook again', async () => {
  const path = notebook('a.ipynb', "import { sep } from 'node:path';", 'sep');
  const script = await exportFile(path);
  assert.equal(script, join(folder, 'a.ts'));
  assert.match(readFileSync(script, 'utf8'), /import \{ sep \} from 'node:path';[\s\S]*display\(sep\);/);
  const back = await exportFile(script, { out: join(folder, 'b.ipynb') });
  assert.deepEqual(
    (await readNotebook(back)).cells.map(({ source }) => source),
    (await readNotebook(path)).cells.map(({ source }) => source),
  );
});

test('JavaScript runs in Node as it is', async () => {
  const path = notebook('js.ipynb', 'const n: number = 6;', 'export const result = n * 7 as number;');
  const script = await exportFile(path, { js: true, out: join(folder, 'js.mjs') });
  assert.equal((await import(script)).result, 42);
  assert.match(await exportFile(path, { js: true }), /js\.js$/);
});

test('local modules are found from where the script is', async () => {
  mkdirSync(join(folder, 'out'));
  writeFileSync(join(folder, 'local.ts'), 'export const a = 1;');
  const path = notebook('local.ipynb', "import { a } from './local';", "import { b } from './missing';");
  const script = readFileSync(await exportFile(path, { out: join(folder, 'out', 'local.ts') }), 'utf8');
  assert.match(script, /^import \{ a \} from '\.\.\/local\.ts';$/m);
  assert.match(script, /^import \{ b \} from '\.\.\/missing';$/m);
});

test('other files are refused', async () => {
  await assert.rejects(
    exportFile('x.py'),
    /expected a notebook \(\.ipynb\) or a script \(\.ts, \.js\); received x\.py/,
  );
  await assert.rejects(
    exportFile(join(folder, 'none.ts')),
    /none\.ts: expected a script; received no such file/,
  );
});
