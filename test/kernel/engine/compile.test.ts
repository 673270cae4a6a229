import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCell, mapCell } from '../../../kernel/engine/compile.js';
import { CellSyntaxError } from '../../../kernel/engine/transpile/syntax-failure.js';

test('a cell says what it declares, reads, and how it is called', () => {
  const cell = compileCell('import { a } from "m"; const b = c; let d; await e; d');
  assert.deepEqual(
    [...cell.declared],
    [
      ['b', true],
      ['d', false],
      ['a', true],
    ],
  );
  assert.deepEqual([...cell.references].sort(), ['c', 'e']);
  assert.deepEqual([cell.isAsync, cell.hasValue], [true, true]);
  assert.deepEqual([compileCell('const x = 1').isAsync, compileCell('const x = 1').hasValue], [false, false]);
});

test('the runtime’s name gives way to the cell’s', () => {
  assert.match(compileCell('const $cg = 1; await $cg').script, /^\(async function\(\$cg_,\$cg_f\)/);
});

test('every position of the script leads back to the cell', () => {
  const source =
    'interface A {}\nfunction f(a: number) {\n  return a + here;\n}\nconst x: number = f(1);\n/* c */ x + there;';
  const { script } = compileCell(source);
  const { locate, locateOffset } = mapCell(source);
  const at = (text: string) => {
    const before = script.slice(0, script.indexOf(text)).split('\n');
    return locate({ line: before.length, column: (before.at(-1) ?? '').length + 1 });
  };
  assert.deepEqual(at('here'), { line: 3, column: 14 });
  assert.deepEqual(at('there'), { line: 6, column: 13 });
  assert.deepEqual(at('f(1)'), { line: 5, column: 19 });
  assert.deepEqual(at('return (x'), { line: 6, column: 9 });
  // Offsets are those of the JavaScript, one newline before it.
  assert.equal(locateOffset(1)?.line, 2);
});

test('what fails in the last expression is where the expression is, however it is indented', () => {
  for (const [source, text, column] of [
    ['f();  nowhere + 1', 'return (nowhere', 7],
    ['  nowhere', 'return (nowhere', 3],
    ['f(() => { return (1) })', 'return (1)', 11],
  ] as const) {
    const { script } = compileCell(source);
    const before = script.slice(0, script.indexOf(text)).split('\n');
    assert.deepEqual(
      mapCell(source).locate({ line: before.length, column: before.at(-1)!.length + 1 }),
      { line: 1, column },
      source,
    );
  }
});

test('JavaScript is taken as it stands, TypeScript that looks like it is not', () => {
  assert.match(compileCell('f( 1 ) // one').script, /f\( 1 \)\);+ \/\/ one/);
  assert.match(compileCell('f<number>(1)').script, /f\(1\)/);
  assert.doesNotMatch(compileCell('1 //# sourceURL=x').script, /return \(1\);+ \/\/# sourceURL/);
  const source = 'let a = 1\n\nthrow  new Error(a)';
  const { script } = compileCell(source);
  const before = script.slice(0, script.indexOf('new Error')).split('\n');
  const at = { line: before.length, column: before.at(-1)!.length + 1 };
  assert.deepEqual(mapCell(source).locate(at), { line: 3, column: 8 });
  assert.deepEqual(mapCell(source).locateOffset(1 + source.indexOf('new')), { line: 3, column: 8 });
});

test('the options that come back are those on which the script depends', () => {
  const constants = new Set(['a', 'b', 'c']);
  const { options } = compileCell('a = 1; b', { constants, shadows: new Set(['URL', 'fetch']) });
  assert.deepEqual([[...(options.constants ?? [])], [...(options.shadows ?? [])]], [['a'], []]);
});

test('what a cell with `using` declares as a constant is one', () => {
  const { declared } = compileCell('using a = null; export const { b } = c; let d = 1; enum E { A }');
  const constants = [...declared].filter(([, constant]) => constant).map(([name]) => name);
  assert.deepEqual([constants.sort(), declared.size], [['a', 'b'], 4]);
});

test('so it is with decorators beside it, whose cells have a value and no names but their own', () => {
  const source =
    'function d(..._: any[]): any {}\n@d export class C { f = 1 }\nawait using a = null; const { b } = c;\n@d class E {}\nb.fails()';
  for (const legacyDecorators of [false, true]) {
    const { declared, hasValue } = compileCell(source, { legacyDecorators });
    assert.ok(hasValue);
    assert.deepEqual(Object.fromEntries(declared), { d: false, C: false, a: true, b: true, E: false });
    const map = mapCell(source, { legacyDecorators });
    const { script } = compileCell(source, { legacyDecorators });
    const lines = script.slice(0, script.indexOf('b.fails')).split('\n');
    const at = { line: lines.length, column: lines.at(-1)!.length + 3 };
    assert.deepEqual(map.locate(at), { line: 5, column: 3 });
  }
});

test('what only the parser of JavaScript refuses is a syntax error of the cell, too', () => {
  for (const [source, line] of [
    ['\n\nclass A { @d m() }', 3],
    ['const a: = 1', 1],
    ['1\nnew.target', 2],
  ] as const) {
    assert.throws(
      () => compileCell(source),
      (error) => error instanceof CellSyntaxError && error.line === line,
      source,
    );
  }
});
