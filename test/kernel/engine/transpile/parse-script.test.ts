// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Options, parse } from 'acorn';
import { parseScript } from '../../../../kernel/engine/transpile/parse-script.js';

const options: Options = {
  ecmaVersion: 'latest',
  sourceType: 'module',
  allowAwaitOutsideFunction: true,
};

/** The tree, or the message of the error. */
const attempt = (read: () => unknown) => {
  try {
    return JSON.stringify(read());
  } catch (error) {
    return (error as SyntaxError).message;
  }
};

test('operators are read as acorn reads them', () => {
  for (const code of [
    'a + b * c ** d ** e - f',
    '(a + b) + c',
    '(a + b) * (c + (d - e)) + (f)',
    '(((a + b))) + 1',
    'a ?? b ?? c',
    '(a ?? b) || c',
    'a || b && c || d',
    'a ?? b || c',
    'a || b ?? c',
    'class A { #x; static t(o) { return #x in o && 1 + 2 } }',
    '1 + 2 + `${3 + 4 + (5 + 6)}`',
    'for (var i = (1 in a); i < 1 + 2; ) x => x + 1 + 2',
    'a +',
  ]) {
    assert.equal(
      attempt(() => parseScript(code)),
      attempt(() => parse(`\n${code}`, options)),
      code,
    );
  }
});

test('a chain of many operators needs no stack', () => {
  assert.equal(parseScript(`1${'+1'.repeat(200_000)}`).body.length, 1);
});

test('what nests too deeply is an error', () => {
  assert.throws(() => parseScript('`${'.repeat(100_000)), RangeError);
});

test('what a cell exports may have been declared before', () => {
  assert.equal(parseScript('export { a }').body[0]!.type, 'ExportNamedDeclaration');
  assert.throws(() => parseScript('let a; let a'), SyntaxError);
});
