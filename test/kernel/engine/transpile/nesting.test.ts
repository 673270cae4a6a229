// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nestingOf } from '../../../../kernel/engine/transpile/nesting.js';

const LONG = 10_000;

test('what nests counts, however it does', () => {
  for (const part of [
    ...['(', '[', '{', '((x)', '(function(){', '({a:', '`${', '!', 'x=>', 'a=', '0?1:', '.b()', 'a: '],
    ...['if(a)', 'else if(a){}', 'keyof ', 'await ', 'new ', 'Array<'],
    ...[
      'if (a)\n',
      'if (a) b\nelse ',
      'for await (a of b)\n',
      'else\nif (a) {}\n',
      'new\n',
      'a:\n',
      'x =>\n',
      '@a\n',
      '!\n',
    ],
  ])
    assert.ok(nestingOf(part.repeat(LONG)) >= LONG, part);
});

test('operators between two operands count less', () => {
  assert.equal(Math.round(nestingOf(`1${'+1'.repeat(LONG)}`)), LONG / 8);
  assert.equal(Math.round(nestingOf(`v${' + "b" + v'.repeat(LONG)}`)), LONG / 4);
});

test('what follows one after the other does not nest', () => {
  assert.ok(nestingOf('f({ a: [1, (2)] });\n'.repeat(LONG)) < 20);
  assert.ok(nestingOf('const a = f(1) + (x ? "y" : 2)\nif (a) {\n  g(a)\n}\nh(a)\n'.repeat(LONG)) < 20);
  assert.ok(nestingOf(`[${'[1, 2], '.repeat(LONG)}]`) < 20);
  assert.ok(nestingOf(`{ ${'"((" + x; // ((\n/* (( */'.repeat(LONG)} }`) < 20);
  assert.ok(nestingOf(')'.repeat(LONG)) <= LONG);
  assert.equal(nestingOf('(((('), 0);
});
