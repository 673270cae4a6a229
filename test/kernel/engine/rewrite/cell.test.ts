import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'acorn';
import MagicString from 'magic-string';
import { type RewriteOptions, rewriteCell } from '../../../../kernel/engine/rewrite/cell.js';

function rewrite(code: string, options: Partial<RewriteOptions> = {}): string {
  const text = new MagicString(`\n${code}`);
  const program = parse(`\n${code}`, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowAwaitOutsideFunction: true,
  });
  rewriteCell(text, program, { runtime: '$', ...options });
  return text.toString().replace(/\n+/g, ' ').trim();
}

const CASES: readonly (readonly [string, string])[] = [
  ['a + 1;', 'return (a + 1);'],
  ['await a', 'return [(await $.wait($.mark(), a, $f, 1))];'],
  ['await (a, b);', 'return [(await $.wait($.mark(), (a, b), $f, 1))];'],
  ['await await a', 'return [(await $.wait($.mark(), await $.wait($.mark(), a, $f, 7), $f, 1))];'],
  ['for await (const a of b) {}', 'for await (const a of $.iterate(b, $f, 23)) {}'],
  ['throw a', 'throw $.thrown(a, $f, 7)'],
  ['throw (a, b);', 'throw ($.thrown((a, b), $f, 8));'],
  ['import("m")', 'return ($.import("m"));'],
  ['import.meta.url', 'return ($.meta.url);'],
  ['require("m")', 'let require = $.commonjs.require; return ((require = $.commonjs.require)("m"));'],
  ['(() => arguments[0])', 'return ((() => ($.arguments)[0]));'],
  ['typeof (arguments)', 'return (typeof ((void 0)));'],
  ['new A(); class A {}', 'new ($.early("A"))(); ;A = class A {};'],
  ['a = 1; let a;', '$.early("a").value = 1; ;a = void 0;'],
  ['let a = a + 1;', ';a = ($.early("a")) + 1;'],
  ['let a = 1, b = a;', ';a = 1, b = a;'],
  ['({ m() { return () => arguments } })', 'return (({ m() { return () => arguments } }));'],
  ['(() => { var a = 1 })', 'return ((() => { var a = 1 }));'],
  ['{ var a = 1, { b } = c; }', '{  a = 1, ({ b } = c); }'],
  ['const a = 1; export { a };', ';a = 1;'],
];

for (const [code, expected] of CASES) test(code, () => assert.equal(rewrite(code), expected));

test('an initializer may use what an earlier cell declared', () => {
  assert.equal(rewrite('let a = a + 1;', { own: new Set(['a']) }), ';a = a + 1;');
  assert.equal(rewrite('a; let a = 1;', { own: new Set(['a']) }), '($.early("a")); ;a = 1;');
});

test('shadows and constants are replaced where the session is meant', () => {
  const options = { shadows: new Set(['URL']), constants: new Set(['k']) };
  assert.equal(
    rewrite('f({ URL }, k); k = 2', options),
    'let URL = $.shadows.URL; f({ URL: (URL = $.shadows.URL) }, k); return ($.constant("k", k).value = 2);',
  );
  assert.equal(
    rewrite('{\na\nURL()\n} 1;', { ...options, asWritten: true }),
    'let URL = $.shadows.URL; { a ;(URL = $.shadows.URL)() }; return (1);',
  );
  assert.equal(rewrite('(URL) => URL', options), 'return ((URL) => URL);');
});
