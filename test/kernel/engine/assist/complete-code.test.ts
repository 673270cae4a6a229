// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkComplete } from '../../../../kernel/engine/assist/complete-code.js';

const CODES: readonly (readonly [string, string])[] = [
  ['1 + 1', 'complete'],
  ['', 'complete'],
  ['const a: number = 1;', 'complete'],
  ['function f() { return 1 }', 'complete'],
  ['await fetch(x)', 'complete'],
  ['@d class A {}', 'complete'],
  ['%time 1', 'complete'],
  ['`a\nb`', 'complete'],
  ['function f() {', 'incomplete:  '],
  ['function f()', 'incomplete:'],
  ['1\nexport async function f<A>(a: A): Promise<A>\n', 'incomplete:'],
  ['function f(a: string): void;', 'complete'],
  ['declare function f(): void', 'complete'],
  ['// function f()', 'complete'],
  ['x.function(1)', 'complete'],
  ['/* function */ (1)', 'complete'],
  ['if (x) {\n  g(', 'incomplete:    '],
  ['const a =', 'incomplete:'],
  ['1 +', 'incomplete:'],
  ['foo(1,', 'incomplete:'],
  ['[1, 2', 'incomplete:'],
  ['const f = (x) =>', 'incomplete:  '],
  ['const f = async <T>(a: T, b = 2): Promise<T> =>\n', 'incomplete:  '],
  ['f(([a, b], c) =>', 'incomplete:  '],
  ['// a =>', 'complete'],
  ['(1, 2) =>', 'invalid'],
  ['`abc', 'incomplete:'],
  ['`abc ${x', 'incomplete:'],
  ['`abc ${x} and', 'incomplete:'],
  ['/* a comment', 'incomplete:'],
  ['try { x() }', 'incomplete:'],
  ['class A {\n\tb() {', 'incomplete:\t\t'],
  ['a?.', 'incomplete:'],
  ['"abc\\\\', 'incomplete:'],
  ['name?', 'complete'],
  ['??tf.tensor', 'complete'],
  ['%%html', 'incomplete:'],
  ['%%time\nfor (;;) {', 'incomplete:  '],
  ['%%html\n<b>\n', 'complete'],
  ['let a = 1;\n%time a', 'complete'],
  ['%time a\nfor (;;) {', 'incomplete:  '],
  ['%time a\nlet b = ;', 'invalid'],
  ['let a =\n%time 1', 'invalid'],
  ["'abc", 'invalid'],
  ['let x := 3', 'invalid'],
  ['const a = 5 }', 'invalid'],
  ['f(]', 'invalid'],
  ['const a = 1; const a = 2', 'invalid'],
];

for (const [code, expected] of CODES) {
  test(`${JSON.stringify(code)} is ${JSON.stringify(expected)}`, () => {
    const { status, indent } = checkComplete(code);
    assert.equal(indent === undefined ? status : `${status}:${indent}`, expected);
  });
}
