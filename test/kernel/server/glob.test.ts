import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globMatcher } from '../../../kernel/server/glob.js';

/** Pattern, texts that fit, texts that do not: as SQLite has them. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', [''], ['a']],
  ['*', ['', 'a', 'a\nb'], []],
  ['a', ['a'], ['A', 'aa', 'ba']],
  ['?', ['a', '\n', '😀'], ['', 'ab']],
  ['a*b', ['ab', 'axxb', 'abab'], ['a', 'abx']],
  ['*a*b*', ['ab', 'xaxbx'], ['ba']],
  ['[ab]c', ['ac', 'bc'], ['cc', 'abc']],
  ['[^ab]', ['c', '😀'], ['a', '']],
  ['[!1]', ['!', '1'], ['2']],
  ['[b-d]', ['b', 'd'], ['a', 'e', '-']],
  ['[d-b]*', [], ['d', 'c', '']],
  ['[]a]', [']', 'a'], ['[']],
  ['[^]a]', ['b'], [']', 'a']],
  ['[a-]', ['a', '-'], ['b']],
  ['[', [], ['[', '']],
  ['x[a', [], ['x[a']],
  ['(a|b).$\\', ['(a|b).$\\'], ['a']],
];

for (const [pattern, yes, no] of CASES) {
  test(`pattern ${JSON.stringify(pattern)}`, () => {
    const fits = globMatcher(pattern);
    for (const text of yes) assert.equal(fits(text), true, text);
    for (const text of no) assert.equal(fits(text), false, text);
  });
}

test('many stars take no time', () => {
  const began = performance.now();
  assert.equal(globMatcher(`${'*a'.repeat(30)}b`)('a'.repeat(50_000)), false);
  assert.equal(globMatcher(`${'*'.repeat(1000)}z`)('a'.repeat(50_000)), false);
  assert.ok(performance.now() - began < 5000);
});
