import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINES_BEFORE, type Origin, virtualCell, wordsIn } from '../../../kernel/language/virtual-cell.js';

const origins = new Map<string, Origin>(
  [
    { name: 'tf', kind: 'other', module: 'cellgrad' },
    { name: 'x', kind: 'variable', module: './cell-1' },
    { name: '_', kind: 'variable', module: undefined },
    { name: 'unused', kind: 'variable', module: './cell-1' },
  ].map((one) => [one.name, one as Origin]),
);

test('a cell takes what it uses and does not declare, in one line before its own', () => {
  const code = 'let a = tf.ones(x);\na.';
  const text = virtualCell(code, { origins, own: new Set(['a']), wanted: wordsIn(code), given: ['a'] });
  const lines = text.split('\n');
  assert.equal(lines[0], 'import { tf } from "cellgrad"; declare let x: typeof import("./cell-1").x;');
  assert.deepEqual(lines.slice(LINES_BEFORE, LINES_BEFORE + 2), code.split('\n'));
  // The unfinished `a.` must not take the word behind it for a member.
  assert.match(lines[3]!, /^;export \{ a \};$/);
});

test('what it declares hides what was there', () => {
  const text = virtualCell('const tf = 1, x = 2', {
    origins,
    own: new Set(['tf', 'x']),
    wanted: ['tf', 'x'],
  });
  assert.equal(text, '\nconst tf = 1, x = 2\n;export {  };\n');
});

test('words are names of any alphabet', () => {
  assert.deepEqual([...wordsIn('größe + $a1.b_2 * 3')], ['größe', '$a1', 'b_2']);
});

test('a global of which no type is known may be anything', () => {
  const text = virtualCell('_ + 1', { origins, own: new Set(), wanted: ['_'] });
  assert.equal(text, 'declare let _: any;\n_ + 1\n;export {  };\n');
});
