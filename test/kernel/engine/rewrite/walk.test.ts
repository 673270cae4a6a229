import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnyNode, parse, type VariableDeclaration } from 'acorn';
import { boundBy, childrenOf, isFunctionLike, valuesOf } from '../../../../kernel/engine/rewrite/walk.js';

const first = (code: string) =>
  parse(code, { ecmaVersion: 'latest', sourceType: 'module' }).body[0] as AnyNode;

test('a pattern binds its identifiers, not its keys and defaults', () => {
  const node = first('const { a, b: [c = d, ...e], [f]: g = h, ...i } = j') as VariableDeclaration;
  assert.deepEqual(
    boundBy(node.declarations[0]!.id).map((one) => one.name),
    ['a', 'c', 'e', 'g', 'i'],
  );
});

test('values are children without property names and labels', () => {
  const names = (code: string) => {
    const found: string[] = [];
    const walk = (node: AnyNode) => {
      if (node.type === 'Identifier') found.push(node.name);
      for (const child of valuesOf(node)) walk(child);
    };
    walk(first(code));
    return found;
  };
  assert.deepEqual(names('a.b[c].d'), ['a', 'c']);
  assert.deepEqual(names('({ e, f: g, [h]: i, j() { k } })'), ['e', 'g', 'h', 'i', 'k']);
  assert.deepEqual(names('l: for (;;) { break l }'), []);
  assert.deepEqual(names('a + b * (c - d) || e && f'), ['a', 'b', 'c', 'd', 'e', 'f']);
  assert.deepEqual(names('(class { m = n; static [o] = p })'), ['n', 'o', 'p']);
  assert.equal(childrenOf(first('a + b')).length, 1);
});

test('what starts a scope of its own', () => {
  assert.equal(isFunctionLike(first('function f() {}')), true);
  assert.equal(isFunctionLike(first('{}')), false);
});
