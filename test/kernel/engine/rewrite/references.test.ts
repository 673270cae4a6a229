import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'acorn';
import { referencesTo } from '../../../../kernel/engine/rewrite/references.js';

/** The code with each reference to `x` marked by its use. */
function marked(code: string): string {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const found = referencesTo(program, new Set(['x'])).sort((a, b) => b.node.start - a.node.start);
  return found.reduce((text, { node, use, shorthand, called }) => {
    const how = `${use[0]}${shorthand ? 's' : ''}${called ? 'c' : ''}`;
    return `${text.slice(0, node.start)}<${how}>${text.slice(node.end)}`;
  }, code);
}

const CASES: readonly (readonly [string, string])[] = [
  ['x + y.x', '<r> + y.x'],
  ['x()', '<rc>()'],
  ['x``', '<rc>``'],
  ['new x()', 'new <r>()'],
  ['({ x, y: x, x: 1 })', '({ <rs>, y: <r>, x: 1 })'],
  ['x = 1; x++; [x] = y; ({ x, z: x } = y)', '<w> = 1; <w>++; [<w>] = y; ({ <ws>, z: <w> } = y)'],
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
  ['(class { static { var x; x } y = x })', '(class { static { var x; x } y = <r> })'],
  ['x: for (;;) break x', 'x: for (;;) break x'],
];

for (const [code, expected] of CASES) test(code, () => assert.equal(marked(code), expected));
