import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { locateInFile } from '../../../../kernel/engine/files/file-map.js';
import { transpileRequired } from '../../../../kernel/engine/files/local-files.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-map-'));
after(() => rmSync(folder, { recursive: true }));

test('a position is found in the JavaScript of a module and of what was required, by the text as it is now', () => {
  const path = join(folder, 't.ts');
  const text = 'interface A {}\n\nexport const a: A = {};\n// b\nexport const b = new Error()';
  writeFileSync(path, text);
  const { href } = pathToFileURL(path);
  assert.deepEqual(locateInFile(href, { line: 1, column: 14 }), { line: 3, column: 14 });
  assert.deepEqual(locateInFile(`${href}?edited=1`, { line: 1, column: 14 }), { line: 3, column: 14 });
  const lines = transpileRequired(path, text).split('\n');
  const line = lines.findIndex((one) => one.includes('new Error')) + 1;
  const column = (lines[line - 1] ?? '').indexOf('new Error') + 1;
  assert.deepEqual(locateInFile(path, { line, column }), { line: 5, column: 18 });
  writeFileSync(path, `\n${text}`);
  assert.deepEqual(locateInFile(path, { line, column }), { line: 6, column: 18 });
});

test('a file that is gone or does not compile has none', () => {
  assert.equal(locateInFile(join(folder, 'gone.ts'), { line: 1, column: 1 }), undefined);
  writeFileSync(join(folder, 'bad.ts'), 'let = =');
  assert.equal(locateInFile(join(folder, 'bad.ts'), { line: 1, column: 1 }), undefined);
});
