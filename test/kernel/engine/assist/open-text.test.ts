// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAt } from '../../../../kernel/engine/assist/open-text.js';

/** What is open at the `|`. */
const CASES: readonly (readonly [string, string])[] = [
  ['a|', ''],
  ['"a|b"', '"'],
  ['"a"|', ''],
  ["'it\\'s|", "'"],
  ['`a|', '`'],
  ['`a${b|', '` ${'],
  ['`a${ {c: 1} |}`', '` ${'],
  ['`a${b}|', '`'],
  ['`a${`b|', '` ${ `'],
  ['// it|', '//'],
  ["// it's\na|", ''],
  ['/* a\n|', '/*'],
  ['/* a */|', ''],
  ['x = /"/; a|', ''],
  ["f(/['`]/g, a|", ''],
  ['x = /ab|c/', '/'],
  ['f(/[/]|/)', '/'],
  ['i++ / ab|', ''],
  ['x = /a/|', ''],
  ['x = a / b|', ''],
  ['(a) / b| / c', ''],
  ['x = /a\nb|', ''],
  ["a / 2; 'b|", "'"],
  ["'not closed\nb|", ''],
  ['"http://x"; a|', ''],
];

for (const [marked, expected] of CASES) {
  test(JSON.stringify(marked), () => {
    const end = marked.indexOf('|');
    const open = openAt(marked.replace('|', ''), end);
    assert.equal(open.map((one) => one.kind).join(' '), expected);
  });
}
