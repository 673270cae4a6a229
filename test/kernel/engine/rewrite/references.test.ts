import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'acorn';
import { referencesTo } from '../../../../kernel/engine/rewrite/references.js';

/** The code with each reference to `x` marked by its use. */
function marked(code: string): string {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const found = referencesTo(program, new Set(['x'])).sort((a, b) => b.node.start - a.node.start);
  return found.reduce((text, { node, use, shorthand, begins, deferred, value }) => {
    const how = `${use[0]}${shorthand ? 's' : ''}${begins ? 'b' : ''}${deferred ? 'd' : ''}${value ? 'v' : ''}`;
    return `${text.slice(0, node.start)}<${how}>${text.slice(node.end)}`;
  }, code);
}

const CASES: readonly (readonly [string, string])[] = [
  ['x + y.x', '<r> + y.x'],
  ['x()', '<r>()'],
  ['{ x; y(x) } switch (1) { case 1: x }', '{ <rb>; y(<r>) } switch (1) { case 1: <rb> }'],
  ['() => { x.y; return x }', '() => { <rbd>.y; return <rd> }'],
  ['const x = () => 1', 'const <dv> = () => 1'],
  ['const { y: [x = class {}] } = z', 'const { y: [<dv> = class {}] } = z'],
  [
    'x = function () {}; x ??= (() => 1); ({ x = 1 } = y)',
    '<wv> = function () {}; <wv> ??= (() => 1); ({ <wsv> = 1 } = y)',
  ],
  [
    'x += 1; x = function y() {}; ({ x = () => 1 } = y)',
    '<w> += 1; <wv> = function y() {}; ({ <wsv> = () => 1 } = y)',
  ],
  [
    'try { var u = babelHelpers.usingCtx(); let x = 1; x } catch (_) {} finally { u.d(x) }',
    'try { var u = babelHelpers.usingCtx(); let <dv> = 1; <r> } catch (_) {} finally { u.d(<r>) }',
  ],
  ['new x()', 'new <r>()'],
  ['({ x, y: x, x: 1 })', '({ <rs>, y: <r>, x: 1 })'],
  ['x = 1; x++; [x] = y; ({ x, z: x } = y)', '<wv> = 1; <w>++; [<w>] = y; ({ <ws>, z: <w> } = y)'],
  ['for (x of y) x; for (x in y);', 'for (<w> of y) <r>; for (<w> in y);'],
  ['const { x } = y', 'const { <ds> } = y'],
  ['{ let x; x = 1 } x', '{ let x; x = 1 } <r>'],
  ['for (const x of x) x', 'for (const x of x) x'],
  ['function f(x) { x } x', 'function f(x) { x } <r>'],
  ['function f(y = x) { var x; x }', 'function f(y = x) { var x; x }'],
  ['(y) => { if (y) { var x } return x }', '(y) => { if (y) { var x } return x }'],
  ['try {} catch (x) { x }', 'try {} catch (x) { x }'],
  ['(class x { m() { x } })', '(class x { m() { x } })'],
  ['(function x() { x })', '(function x() { x })'],
  ['switch (x) { case 1: let x; x }', 'switch (<r>) { case 1: let x; x }'],
  ['(class { static { var x; x } y = x })', '(class { static { var x; x } y = <rd> })'],
  ['x: for (;;) break x', 'x: for (;;) break x'],
];

for (const [code, expected] of CASES) test(code, () => assert.equal(marked(code), expected));
