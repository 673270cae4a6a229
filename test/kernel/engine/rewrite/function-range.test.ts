import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'acorn';
import { endOfFunction, startOfFunction } from '../../../../kernel/engine/rewrite/function-range.js';

test('of equal functions the one of the name is found', () => {
  const script = 'a = (x) => x; b = (x) => x; o = { c: (x) => x }';
  assert.equal(startOfFunction(script, '(x) => x', 'b'), script.indexOf('b =') + 4);
  assert.equal(startOfFunction(script, '(x) => x', 'c'), script.indexOf('c:') + 3);
  assert.equal(startOfFunction(script, '(x) => x', 'd'), 4);
  assert.equal(startOfFunction(script, '(y) => y', 'a'), -1);
});

test('what V8 gives the text of has an end', () => {
  const text =
    'class A { static async m() { g(() => 1) } get x() { return 1 } } const o = { n(a = () => 2) {}, p: 1 };';
  const program = parse(text, { ecmaVersion: 'latest' });
  const piece = (start: string) => {
    const from = text.indexOf(start);
    const end = endOfFunction(program, from);
    return end === undefined ? undefined : text.slice(from, end);
  };
  assert.equal(piece('class A'), text.slice(0, text.indexOf(' const')));
  assert.equal(piece('async m'), 'async m() { g(() => 1) }');
  assert.equal(piece('get x'), 'get x() { return 1 }');
  assert.equal(piece('() => 1'), '() => 1');
  assert.equal(piece('n(a'), 'n(a = () => 2) {}');
  assert.equal(piece('p: 1'), undefined);
});
