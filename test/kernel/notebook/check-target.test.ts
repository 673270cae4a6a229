import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { checkTarget } from '../../../kernel/notebook/check-target.js';
import { exportFile } from '../../../kernel/notebook/export.js';
import { runNotebook } from '../../../kernel/notebook/run.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-target-'));
after(() => rmSync(folder, { recursive: true, force: true }));

it('a file in a folder that is there can be written', async () => {
  await checkTarget(join(folder, 'new.ipynb'));
});

it('a folder that is not there, and a folder in place of a file, are told', async () => {
  await assert.rejects(
    checkTarget(join(folder, 'nowhere', 'x.ipynb')),
    /NotebookError.*not there.*mkdir -p/s,
  );
  await assert.rejects(checkTarget(folder), /expected the path of a file; received a folder/);
});

it('an empty path is told, and what is no file may be written wherever it lies', async () => {
  await assert.rejects(checkTarget(''), /expected the path of a file; received ""/);
  await checkTarget(devNull);
});

it('a run is refused before its first cell', async () => {
  const path = join(folder, 'a.ipynb');
  const cell = { cell_type: 'code', source: 'throw 1', outputs: [], execution_count: null, metadata: {} };
  writeFileSync(path, JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  const log: string[] = [];
  const progress = { write: (text: string) => log.push(text) };
  await assert.rejects(runNotebook(path, { out: join(folder, 'nowhere', 'o.ipynb'), progress }), /not there/);
  assert.deepEqual(log, []);
});

it('export does not write a script over a notebook, nor a notebook over a script', async () => {
  const [path, script, other] = ['one.ipynb', 'one.ts', 'other.ts'].map((name) => join(folder, name));
  writeFileSync(path!, JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  for (const file of [script!, other!]) writeFileSync(file, 'let a = 1;\n');
  const out = join(folder, 'other.ipynb');
  await assert.rejects(
    exportFile(path!, { out }),
    /expected a script to write to; received .*other\.ipynb\.\nFix: --out .*other\.ts/,
  );
  await assert.rejects(
    exportFile(script!, { out: other! }),
    /expected a notebook to write to; received .*other\.ts\.\nFix: --out .*other\.ipynb/,
  );
  assert.equal(readFileSync(other!, 'utf8'), 'let a = 1;\n');
});

it('export does not write over its source', async () => {
  const path = join(folder, 'script.ts');
  writeFileSync(path, 'let a = 1;\n');
  await assert.rejects(
    exportFile(path, { out: path }),
    /expected another file than the source.*script\.ipynb/s,
  );
});
