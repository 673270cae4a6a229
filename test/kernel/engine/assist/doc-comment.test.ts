import assert from 'node:assert/strict';
import { test } from 'node:test';
import { docCommentBefore } from '../../../../kernel/engine/assist/doc-comment.js';

/** A text, and the documentation of what stands at the `|`. */
const CASES: readonly (readonly [string, string | undefined])[] = [
  ['/** One line. */\n|function f() {}', 'One line.'],
  ['/** Near. */ |f() {}', 'Near.'],
  [
    '/**\n * Two\n *   lines.\n * @param a what\n */\nexport default |function f(a) {}',
    'Two\n  lines.\n@param a what',
  ],
  ['/** A value. */ export const f = |() => 1', 'A value.'],
  ['/** Typed. */\nlet f: (a: number) => void = |(a) => {}', 'Typed.'],
  ['{ /** A method. */ public static override |m() {} }', 'A method.'],
  ['{ /** Of a key. */ key: |() => 1 }', 'Of a key.'],
  ['/** Decorated. */\n@log({ a: 1 })\n|m() {}', 'Decorated.'],
  ['/** First. */\n/** Second. */\n|function f() {}', 'Second.'],
  ['/* no documentation */ |function f() {}', undefined],
  ['/** Of another. */ function g() {}\n|function f() {}', undefined],
  ['/** Of another. */ const g = 1;\nconst f = |() => 1', undefined],
  ['/** */ |function f() {}', undefined],
  ['|function f() {}', undefined],
];

for (const [marked, expected] of CASES)
  test(JSON.stringify(marked), () =>
    assert.equal(docCommentBefore(marked.replace('|', ''), marked.indexOf('|')), expected),
  );
