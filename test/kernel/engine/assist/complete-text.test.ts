import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { completeText, pathsFrom } from '../../../../kernel/engine/assist/complete-text.js';
import { Names } from '../../../../kernel/engine/names/names.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-complete-'));
after(() => rmSync(folder, { recursive: true }));
for (const name of ['node_modules/@team/tool', 'node_modules/plain', 'src']) {
  mkdirSync(join(folder, name), { recursive: true });
}
for (const name of ['one.ts', 'one.d.ts', 'data.json', 'read.me', 'src/two.mjs']) {
  writeFileSync(join(folder, name), '');
}

/** Completes an import of what was typed. */
function imports(typed: string): readonly string[] {
  const code = `import x from "${typed}`;
  return completeText(code, code.indexOf('"'), code.length, new Names(), folder).matches;
}

test('an import names files that can be imported, packages, and what Node has', () => {
  assert.deepEqual(imports('./'), ['./data.json', './one.ts', './src/']);
  assert.deepEqual(imports('./src/t'), ['./src/two.mjs']);
  assert.deepEqual(imports('./nowhere/'), []);
  assert.deepEqual(imports('@te'), ['@team/tool']);
  assert.deepEqual(imports('plai'), ['plain']);
  assert.deepEqual(imports('ce'), ['cellgrad']);
  assert.deepEqual(imports('node:pat'), ['node:path', 'node:path/posix', 'node:path/win32']);
  assert.deepEqual(imports('worker_'), ['worker_threads']);
});

test('paths by a choice of files', () => {
  assert.deepEqual(
    pathsFrom('re', folder, () => true).map(({ text }) => text),
    ['read.me'],
  );
  assert.deepEqual(
    pathsFrom('o', folder, () => false),
    [],
  );
});

test('a text behind much else takes no longer', () => {
  const began = performance.now();
  const code = `${' '.repeat(600_000)}import x from "plai`;
  const { matches } = completeText(code, code.indexOf('"'), code.length, new Names(), folder);
  assert.deepEqual(matches, ['plain']);
  assert.ok(performance.now() - began < 5000);
});
