import assert from 'node:assert/strict';
import { test } from 'node:test';
import MagicString from 'magic-string';
import { readCells } from '../../../kernel/notebook/cell-syntax.js';
import {
  findSharedNames,
  restoreDeclarations,
  rewriteDeclarations,
} from '../../../kernel/notebook/script-names.js';

function rewrite(...codes: string[]): string[] {
  const cells = readCells(
    codes.map((code, i) => ({ number: i + 1, code })),
    'n',
  );
  const names = findSharedNames(cells, new Set(), () => true);
  return cells.map((cell, i) => {
    const text = new MagicString(cell.source);
    rewriteDeclarations(text, cell, names, names.before[i]!);
    return text.toString();
  });
}

const cases: [name: string, cells: string[], expected: string[]][] = [
  ['nothing twice, nothing changed', ['const a = 1', 'let b = a'], ['const a = 1', 'let b = a']],
  ['const', ['const a = 1', 'const a = 2;'], ['let /*const*/ a = 1', '/*const*/ a = 2;']],
  [
    'three times',
    ['let a = 1', 'let a: T = 2', 'var a'],
    ['let a = 1', '/*let*/ a /*: T*/ = 2', '/*var*/ a /*?*/ = undefined'],
  ],
  [
    'old and new names in one pattern',
    ['const a = 1', 'const { a, b = 2 } = f(), c = 3'],
    ['let /*const*/ a = 1', '/*const*/ let b, c; ;({ a, b = 2 } = f(), c = 3)'],
  ],
  ['an array pattern', ['let a', 'let [a] = f();'], ['let a', '/*let*/ [a] = f();']],
  ['a local of the same name', ['const a = 1', '{ const a = 2 }'], ['const a = 1', '{ const a = 2 }']],
  ['vars may repeat', ['var a = 1', 'for (var a of b) {}'], ['var a = 1', 'for (var a of b) {}']],
  ['a nested var after a let', ['let a', 'for (var a of b) {}'], ['let a', 'for (/*var*/ a of b) {}']],
  [
    'functions',
    ['function f() {}', 'async function f(x: T) {}', 'function* f() {}'],
    ['function f() {}', '/*function*/ f = async function(x: T) {};', '/*function*/ f = function*() {};'],
  ],
  [
    'a function that is used above',
    ['let f', 'f();\nfunction f() {}'],
    ['let f', '/*function*/ f = function() {};\nf();\n'],
  ],
  [
    'classes',
    ['class A {}', 'class A extends B<T> {}'],
    ['class A {}', '/*class*/ A = class A extends B<T> {};'],
  ],
  ['kinds mixed', ['class a {}', 'const a = 1'], ['class a {}', '/*const*/ a = 1']],
];

for (const [name, cells, expected] of cases) {
  test(name, () => assert.deepEqual(rewrite(...cells), expected));
}

test('rewritten cells are given back', () => {
  for (const [name, cells, expected] of cases) {
    if (name === 'a function that is used above' || name === 'three times') continue;
    assert.deepEqual(
      expected.map(restoreDeclarations).map((code) => code.replace(/\s+/g, '')),
      cells.map((code) => code.replace(/\s+/g, '')),
      name,
    );
  }
});

test('rewritten cells run as one module with the meaning of the notebook', async () => {
  const cells = rewrite(
    'const log = []; let n = 0; function bump() { return ++n }',
    'bump(); const n = 10; log.push(bump())',
    'log.push(f()); function f() { return "f" } class A { v = 1 }',
    'class A { v = 2 } const { f, g } = { f: 1, g: 2 }; log.push(new A().v, f, g)',
    'for (var f = 5; f < 6; f++); log.push(f)',
    'export default log',
  );
  const module = await import(`data:text/javascript,${encodeURIComponent(cells.join('\n'))}`);
  assert.deepEqual(module.default, [11, 'f', 2, 1, 2, 6]);
});
