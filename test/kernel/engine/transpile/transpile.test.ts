import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellSyntaxError } from '../../../../kernel/engine/transpile/syntax-failure.js';
import {
  firstSyntaxError,
  loadTypeScript,
  transpile,
  transpileSlowly,
} from '../../../../kernel/engine/transpile/transpile.js';

test('types go, imports of values stay, a map comes when asked for', () => {
  const { code, map } = transpile('import { A } from "a"; import type { B } from "b"; const x: B = 1;');
  assert.equal(code, 'import { A } from "a";\nconst x = 1;\n');
  assert.equal(map, undefined);
  assert.equal(JSON.parse(transpile('1', { map: true }).map ?? '').version, 3);
  assert.equal(transpile('#!/bin/x\n1').code.trim().split('\n').at(-1), '1;');
});

test('TypeScript 6 does what oxc leaves', () => {
  const source = 'function d(...a: any[]) {}\nclass A { @d m() {} }';
  assert.match(transpileSlowly(source).code, /__esDecorate/);
  assert.match(transpileSlowly(source, { legacyDecorators: true }).code, /__decorate\(\[/);
  assert.doesNotMatch(transpileSlowly(source, { map: true }).code, /sourceMappingURL/);
  assert.equal(loadTypeScript(), loadTypeScript());
  const variable = 'namespace n { export let i = 1; export const j = i++ }';
  assert.match(transpile(variable).code, /n\.j = n\.i\+\+/);
  assert.equal(firstSyntaxError(variable), undefined);
  assert.throws(() => transpileSlowly('class {'), { name: 'SyntaxError', line: 1 });
});

test('errors say where, JSX is named', () => {
  assert.throws(() => transpile('a;\nlet x := 1'), { name: 'SyntaxError', line: 2, column: 8 });
  assert.throws(() => transpile('const a = 1;\nconst a = 2'), { line: 2, column: 7 });
  assert.throws(() => transpile('f(<>\n<b/></>)'), { message: 'JSX is not supported in a cell', column: 3 });
  assert.deepEqual(firstSyntaxError('f('), { message: 'Expected `)` but found `EOF`', start: 2, end: 2 });
  assert.equal(firstSyntaxError('f()'), undefined);
});

test('an object that was taken for a block is told', () => {
  const fix = (source: string) => {
    try {
      transpile(source);
    } catch (error) {
      return (error as CellSyntaxError).fix;
    }
    return 'no error';
  };
  for (const source of ['{ a: 1, b: 2 }', ' { a: 1, b: [2] };\n', '{}.constructor === Object // text']) {
    assert.match(fix(source) ?? '', /an object stands in parentheses/, source);
  }
  assert.equal(fix('{ a: 1 }'), 'no error');
  assert.doesNotMatch(fix('{ let a b }') ?? '', /parentheses/);
});
