import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnyNode, type ClassDeclaration, type Identifier, parse, type VariableDeclaration } from 'acorn';
import { DeadZones } from '../../../../kernel/engine/rewrite/dead-zones.js';

/** The zones of one declaration, before and in whose initializer `x` was mentioned. */
function zonesOf(code: string): DeadZones {
  const zones = new DeadZones();
  zones.mention('x');
  const [node, next] = parse(code, { ecmaVersion: 'latest' }).body;
  if (node?.type === 'ClassDeclaration') zones.class(node as ClassDeclaration);
  else for (const one of (node as VariableDeclaration).declarations) zones.variable(one);
  if (next) zones.statement(next as AnyNode);
  return zones;
}

const at = (start: number) => ({ name: 'x', start }) as Identifier;

test('a name has no value before its declaration and in its initializer, but in its pattern', () => {
  const zones = zonesOf('let { x, y = x } = x, z = x');
  const has = (start: number) => zones.has(at(start), () => false);
  assert.deepEqual([3, 6, 13, 19, 26].map(has), [true, false, false, true, false]);
  assert.equal(
    zones.has(at(19), () => true),
    false,
  );
  assert.equal(
    zones.has(at(3), () => true),
    true,
  );
  assert.deepEqual([...zones.names], ['x']);
});

test('a class sees to its own name; enums, namespaces and what was not mentioned have no zone', () => {
  assert.equal(
    zonesOf('class x extends x {}').has(at(16), () => false),
    false,
  );
  assert.deepEqual([...zonesOf('let y = 1').names], []);
  assert.deepEqual([...zonesOf('let x = function(x) {}({})').names], []);
  assert.deepEqual([...zonesOf('let x; (function(_x) {})(x || (x = {}))').names], []);
});
