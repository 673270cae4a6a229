import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AnyNode,
  type ClassDeclaration,
  type FunctionDeclaration,
  parse,
  type VariableDeclaration,
} from 'acorn';
import MagicString from 'magic-string';
import {
  Declarations,
  isEnum,
  isHelper,
  usingBlock,
} from '../../../../kernel/engine/rewrite/declarations.js';

function begin(code: string, platform: readonly string[] = []) {
  const text = new MagicString(`\n${code}`);
  const declarations = new Declarations(text, {
    runtime: '$',
    isPlatform: (name) => platform.includes(name),
  });
  const [node] = parse(`\n${code}`, { ecmaVersion: 'latest', sourceType: 'module' }).body;
  return { text, declarations, node };
}

test('variables become assignments', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['const a = 1, b = 2;', ';a = 1, b = 2;', 'a:true b:true'],
    ['let a, b = 1;', ';a = void 0, b = 1;', 'a:false b:false'],
    ['var a;', ';a;', 'a:false'],
    ['const { a, ...b } = c, [d] = e;', ';({ a, ...b } = c), [d] = e;', 'a:true b:true d:true'],
    ['var E = function(E) {}(E || {});', ';E = function(E) {}({});', 'E:false'],
    ['var E = function(E) {}(F || {});', ';E = function(E) {}(F || {});', 'E:false'],
  ];
  for (const [code, expected, names] of cases) {
    const { text, declarations, node } = begin(code);
    declarations.variables(node as VariableDeclaration, 'top');
    assert.equal(text.toString().trim(), expected);
    assert.equal(
      [...declarations.declared].map(([name, constant]) => `${name}:${constant}`).join(' '),
      names,
    );
  }
});

test('functions move to the front with their names, also where a name hides the platform’s', () => {
  const plain = begin('async function* f(a) {}');
  plain.declarations.hoistedFunction(plain.node as FunctionDeclaration);
  plain.declarations.moveFunctions();
  assert.equal(plain.text.toString(), 'f = async function* (a) {};\n');
  const hidden = begin('function fetch() {}', ['fetch']);
  hidden.declarations.hoistedFunction(hidden.node as FunctionDeclaration);
  assert.equal(hidden.text.toString().trim(), '$.shadows.fetch = fetch = function () {};');
  assert.deepEqual([...hidden.declarations.shadowed], [['fetch', false]]);
});

test('a class keeps its own name inside', () => {
  const { text, declarations, node } = begin('class A { static a = A }');
  declarations.topClass(node as ClassDeclaration);
  assert.equal(text.toString().trim(), ';A = class A { static a = A };');
});

test('enums and the block of a `using` are known by their form', () => {
  const isOne = (code: string) => isEnum((begin(code).node as VariableDeclaration).declarations[0]!);
  assert.equal(isOne('let E = function(E) {}({});'), true);
  assert.equal(isOne('let E = function(F) {}({});'), false);
  const block = begin('try { var _usingCtx = babelHelpers.usingCtx(); a } catch {}').node as AnyNode;
  assert.equal(usingBlock(block)?.body.length, 2);
  assert.equal(usingBlock(begin('try { var a = b() } catch {}').node as AnyNode), undefined);
});

test('constants that oxc made var are constants', () => {
  const text = new MagicString('var a = 1, b = 2;');
  const declarations = new Declarations(text, { runtime: '$', fixed: new Set(['b']) });
  const [node] = parse(text.original, { ecmaVersion: 'latest' }).body;
  declarations.variables(node as VariableDeclaration, 'top');
  assert.deepEqual(
    [...declarations.declared],
    [
      ['a', false],
      ['b', true],
    ],
  );
});

test('variables of the compilers’ making stay in the cell', () => {
  const helper = (code: string) => isHelper((begin(code).node as VariableDeclaration).declarations[0]!);
  assert.equal(helper('var _usingCtx = babelHelpers.usingCtx();'), true);
  assert.equal(helper('var __esDecorate = (this && this.__esDecorate) || function () {};'), true);
  assert.equal(helper('var __mine = a || b;'), false);
  assert.equal(helper('var { a } = b;'), false);
});
