import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isAtKey,
  isAtType,
  isInBlock,
  openBrackets,
} from '../../../../kernel/engine/assist/open-brackets.js';

test('knows the brackets that are open, not those of texts and comments', () => {
  assert.deepEqual(openBrackets('f([a], { b: "(" /* [ */'), [
    { char: '(', at: 1 },
    { char: '{', at: 7 },
  ]);
  assert.deepEqual(openBrackets(['`$', '{{a: 1}} ('].join('')), []);
});

test('a block hides its names, a pattern does not', () => {
  for (const block of ['if (a) { const ', 'for (const ', 'function f() { let ', 'class K { ', '{ const '])
    assert.equal(isInBlock(block), true, block);
  for (const top of [
    'const ',
    'if (a) {} const ',
    'const { a, b: [',
    'let a = 1, { ',
    'import { a, ',
    'import type { ',
  ])
    assert.equal(isInBlock(top), false, top);
});

test('a key is looked for behind the brace and behind a comma', () => {
  for (const key of [
    'f({ ',
    'f({ un',
    'f({\n  a: 1,\n  b',
    'const q: P = {',
    'f({ a: [1, 2], ',
    'f({ a: 1, // b\n c',
    'f({ /* b */ ',
  ])
    assert.equal(isAtKey(key), true, key);
  for (const other of ['f(', 'f({ a: ', 'f({ a: b', '{ a.b', 'f({ a: [1, ', 'f({}, ', 'f("{ '])
    assert.equal(isAtKey(other), false, other);
});

test('a type is looked for behind a colon, `as`, `<` and the like', () => {
  for (const type of ['let a: Po', 'x as Po', 'Set<Po', 'type T = A | Po', 'class K extends Po', 'f(a?: Po'])
    assert.equal(isAtType(type), true, type);
  for (const other of ['let a = Po', 'f(Po', 'a.Po', 'let a: ', 'const as'])
    assert.equal(isAtType(other), false, other);
});
