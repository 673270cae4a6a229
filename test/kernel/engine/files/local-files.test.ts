import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  isLocal,
  isTypeScript,
  LocalFiles,
  transpileFile,
  transpileRequired,
} from '../../../../kernel/engine/files/local-files.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-files-'));
after(() => rmSync(folder, { recursive: true }));
const put = (name: string, text: string, time = 1000) => {
  writeFileSync(join(folder, name), text);
  utimesSync(join(folder, name), time, time);
  return join(folder, name);
};

test('files are found as TypeScript users write them', () => {
  mkdirSync(join(folder, 'dir'));
  const found = new LocalFiles();
  for (const [name, specifier] of [
    ['a.ts', './a'],
    ['b.mts', './b.mjs'],
    ['c.js', './c'],
    ['dir/index.ts', './dir'],
    ['d.ts', './d.js'],
    ['e.json', './e.json'],
  ] as const) {
    const path = put(name, '');
    assert.equal(found.find(specifier, folder), path, specifier);
  }
  assert.equal(found.find(pathToFileURL(join(folder, 'a.ts')).href, '/'), join(folder, 'a.ts'));
  assert.equal(found.find('./nothing', folder), undefined);
});

test('an address changes with the text of a file and of what it imports, and comes back with it', () => {
  const files = new LocalFiles();
  const low = put('low.ts', 'export const a = 1', 1);
  const top = put('top.ts', "import { a } from './low.js';\nimport('./top')", 1);
  const first = files.address(top);
  assert.equal(first, pathToFileURL(top).href);
  put('low.ts', 'export const a = 2', 2);
  const second = files.address(top);
  assert.match(second, /\?edited=[0-9a-f]{12}$/);
  assert.match(files.address(low), /^[^?]*$/);
  put('low.ts', 'export const a = 1', 3);
  assert.equal(files.address(top), first);
});

test('an address changes when a file or a package comes that was missing', () => {
  const files = new LocalFiles();
  const low = put(
    'lacks.ts',
    "import 'comes-later/sub'; import 'node:fs'; import 'cellgrad'; require('./later')",
  );
  const top = put('above.ts', "import './lacks'");
  const addresses = new Set([files.address(top), files.address(top)]);
  assert.equal(addresses.size, 1);
  mkdirSync(join(folder, 'node_modules/comes-later'), { recursive: true });
  addresses.add(files.address(top));
  put('later.js', '');
  addresses.add(files.address(top));
  put('later.js', '1', 2000);
  addresses.add(files.address(top));
  rmSync(join(folder, 'later.js'));
  put('later.mjs', 'export {};');
  addresses.add(files.address(top));
  assert.equal(addresses.size, 5);
  assert.equal(files.textVersion(low), new LocalFiles().textVersion(low));
  assert.equal(files.textVersion(join(folder, 'gone.ts')), undefined);
});

test('what is local, what is TypeScript', () => {
  assert.deepEqual(['/a/node_modules/b/c.js', '/a/b.js'].map(isLocal), [false, true]);
  assert.deepEqual(['a.ts', 'a.d.ts', 'a.cts', 'a.js', 'a.tsx'].map(isTypeScript), [
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('transpiling keeps a map; an error says where', () => {
  const path = put('t.ts', 'interface A {}\n\nexport const a: A = {};');
  assert.match(transpileFile('/x/n.ts', 'export namespace n { export let i = 1 }'), /n\.i = 1/);
  const code = transpileFile(path, 'interface A {}\n\nexport const a: A = {};');
  assert.match(code, /export const a = \{\};\n+\/\/# sourceMappingURL=data:/);
  for (const transpile of [transpileFile, transpileRequired]) {
    assert.throws(() => transpile('/x/bad.ts', 'a\nlet = ='), {
      name: 'SyntaxError',
      message: /^\/x\/bad\.ts, line 2, column \d+: /,
    });
  }
});

test('what require loads is CommonJS, and .cts always is', () => {
  for (const code of [
    transpileRequired('/x/a.ts', 'export const a: number = 1'),
    transpileFile('/x/a.cts', 'export const a: number = 1'),
  ]) {
    assert.match(code, /exports\.a = 1/);
    assert.match(code, /\n\/\/# sourceMappingURL=data:/);
  }
});
