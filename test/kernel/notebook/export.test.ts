import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportFile, exportText, hintFor } from '../../../kernel/notebook/export.js';
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

test('a notebook that is there already keeps what its cells had shown', async () => {
  const path = notebook('kept.ipynb', '1 + 1', 'old');
  const shown = JSON.parse(readFileSync(path, 'utf8'));
  shown.cells[0].outputs = [{ output_type: 'stream', name: 'stdout', text: '2' }];
  writeFileSync(path, JSON.stringify(shown));
  const script = await exportFile(path);
  writeFileSync(script, readFileSync(script, 'utf8').replace('old', 'edited'));
  await exportFile(script);
  const { cells } = await readNotebook(path);
  assert.deepEqual(
    cells.map((cell) => [cell.source, cell.cell_type === 'code' && cell.outputs.length]),
    [
      ['1 + 1', 1],
      ['edited', 0],
    ],
  );
  await assert.rejects(exportFile(script, { js: true }), /--js makes JavaScript of a notebook/);
});

test('JavaScript runs in Node as it is', async () => {
  const path = notebook('js.ipynb', 'const n: number = 6;', 'export const result = n * 7 as number;');
  const script = await exportFile(path, { js: true, out: join(folder, 'js.mjs') });
  assert.equal((await import(script)).result, 42);
  assert.match(await exportFile(path, { js: true }), /js\.js$/);
});

test('local modules are found from where the script is', async () => {
  mkdirSync(join(folder, 'out'), { recursive: true });
  writeFileSync(join(folder, 'local.ts'), 'export const a = 1;');
  const path = notebook('local.ipynb', "import { a } from './local';", "import { b } from './missing';");
  const script = readFileSync(await exportFile(path, { out: join(folder, 'out', 'local.ts') }), 'utf8');
  assert.match(script, /^import \{ a \} from '\.\.\/local\.ts';$/m);
  assert.match(script, /^import \{ b \} from '\.\.\/missing';$/m);
});

test('a script in another folder becomes the same notebook again', async () => {
  const path = notebook('moved.ipynb', "import { a } from './local';\na");
  const script = await exportFile(path, { out: join(folder, 'out', 'moved.ts') });
  const back = await exportFile(script);
  assert.deepEqual((await readNotebook(back)).cells, (await readNotebook(path)).cells);
});

test('a text in, a text out, for other programs', async () => {
  const path = notebook('text.ipynb', "import { a } from './local';\nlet n: number = a;");
  const text = readFileSync(path, 'utf8');
  const script = exportText(text, { folder });
  assert.equal(script, readFileSync(await exportFile(path), 'utf8'));
  assert.match(exportText(text, { folder, js: true }), /^let n = a;$/m);
  const { cells } = JSON.parse(exportText(script)) as { cells: { source: string[] }[] };
  assert.deepEqual(cells[0]!.source, ["import { a } from './local';\n", 'let n: number = a;']);
  assert.throws(() => exportText('{ "a": 1 }'), /standard input: expected a notebook of nbformat 4/);
});

test('says where a package.json makes CommonJS of the script', () => {
  mkdirSync(join(folder, 'out'), { recursive: true });
  for (const name of ['a.js', 'out/a.js']) writeFileSync(join(folder, name), '');
  assert.match(hintFor(join(folder, 'a.ts'))!, /^tsx wants "type": "module" .*; or --out .*a\.mts$/);
  assert.equal(hintFor(join(folder, 'a.js')), undefined);
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  assert.match(hintFor(join(folder, 'out', 'a.js'))!, /^Node wants .*a\.mjs$/);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  assert.equal(hintFor(join(folder, 'out', 'a.ts')), undefined);
  assert.equal(hintFor('/a.mts'), undefined);
  rmSync(join(folder, 'package.json'));
});

test('a script in JavaScript that imports local TypeScript says what runs it', async () => {
  writeFileSync(join(folder, 'helper.ts'), 'export const two: number = 2;');
  const path = notebook('typed.ipynb', "import { two } from './helper';\ntwo");
  assert.match(
    hintFor(await exportFile(path, { js: true }))!,
    /^It imports \.\/helper\.ts: .* npx tsx typed\.mjs \(with --out typed\.mjs\)$/,
  );
  const out = join(folder, 'typed.mjs');
  assert.match(hintFor(await exportFile(path, { out }))!, /npx tsx typed\.mjs$/);
  const plain = notebook('untyped.ipynb', "// import './helper.ts'\n'./helper.ts'");
  assert.equal(hintFor(await exportFile(plain, { js: true })), undefined);
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
