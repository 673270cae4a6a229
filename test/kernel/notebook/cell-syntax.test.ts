import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellSyntax, readCells } from '../../../kernel/notebook/cell-syntax.js';
import { NotebookError } from '../../../kernel/notebook/notebook-error.js';

const read = (...codes: string[]): CellSyntax[] =>
  readCells(
    codes.map((code, i) => ({ number: i + 1, code })),
    'n',
  );
const one = (code: string): CellSyntax => read(code)[0]!;
const declared = (code: string) => one(code).declarations.map(({ name, kind }) => `${kind} ${name}`);

test('declarations at the top, and var everywhere but in functions', () => {
  assert.deepEqual(
    declared('import a, { b as c } from "m"; import * as d from "n"; import type { T } from "o"'),
    ['import a', 'import c', 'import d', 'type import T'],
  );
  assert.deepEqual(declared('const { a, b: [c, ...d] } = x, e = 1; let f; export const g = 1;'), [
    'variable a',
    'variable c',
    'variable d',
    'variable e',
    'variable f',
    'variable g',
  ]);
  assert.deepEqual(
    declared('function f() { var no } class C { static { var no2 } } enum E {} namespace N { 1 }'),
    ['function f', 'class C', 'enum E', 'namespace N'],
  );
  assert.deepEqual(declared('for (var i = 0;;) { var j } for (let k of []) { const l = 1 }'), [
    'nested var i',
    'nested var j',
  ]);
  assert.deepEqual(declared('declare const a: number; interface I {} type T = 1; function f(): void;'), []);
});

test('free names are found by symbol, not by text', () => {
  const { values, types } = one(`
    const m = tf.scalar(1), o = { layers: 1, losses };
    function f(metrics: Tensor) { return metrics.data + o.layers }
    class M extends Model<Opt> implements Shown { call(x = ops) { return display } }
    label: for (const utils of []) break label;
    type Mine = typeof charts; let t: tf.Tensor<Rank>;
    export { m as memory };`);
  assert.deepEqual([...values].sort(), ['Model', 'charts', 'display', 'losses', 'ops', 'tf']);
  for (const name of ['Tensor', 'Opt', 'Shown', 'Rank']) assert.ok(types.has(name), name);
});

test('cells do not see each other', () => {
  const [first, second] = read('const a = 1', 'a');
  assert.equal(first!.values.has('a'), false);
  assert.equal(second!.values.has('a'), true);
});

test('the last expression, past what is hoisted', () => {
  const last = (code: string) => one(code).last?.expression.getText();
  assert.equal(last('1; a.b()'), 'a.b()');
  assert.equal(last('a; function f() {} ; import "m"; interface I {} type T = 1'), 'a');
  assert.equal(last('a; const b = 1'), undefined);
  assert.equal(last('a; if (a) b'), undefined);
  assert.equal(last(''), undefined);
});

test('what needs a compiler', () => {
  for (const code of [
    'enum E {}',
    'class A { constructor(private x) {} }',
    '<T>x',
    '@d class A {}',
    'namespace N { 1 }',
  ]) {
    assert.equal(one(code).needsCompiler, true, code);
  }
  for (const code of [
    'interface I {}',
    'declare enum E {}',
    'x as T',
    'class A<T> { #x!: T }',
    'let x: T = y!',
  ]) {
    assert.equal(one(code).needsCompiler, false, code);
  }
});

test('a cell is read as the engine reads it', () => {
  for (const code of ['function f() { await g() }', 'break;', 'return 5', 'const a = 1; const a = 2']) {
    assert.throws(() => one(code), /^NotebookError: n, cell 1, line 1: expected TypeScript/, code);
    const [cell] = readCells([{ number: 1, code, mayFail: true }], 'n');
    assert.notEqual(cell?.problem, undefined, code);
  }
});

test('a cell that is no TypeScript is named with its line', () => {
  assert.throws(
    () => readCells([{ number: 4, code: 'ok\nconst = 5' }], 'n.ipynb'),
    (error: unknown) => {
      assert.ok(error instanceof NotebookError);
      assert.match(
        error.message,
        /^n\.ipynb, cell 4, line 2: expected TypeScript \(.*\); received const = 5\nFix: /,
      );
      return true;
    },
  );
});
