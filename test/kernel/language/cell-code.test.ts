import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellCode, effectOf } from '../../../kernel/language/cell-code.js';

test('TypeScript stays where it is; magics are empty lines', () => {
  assert.equal(cellCode('%who f()\n!ls -l\nlet a = 1;\na\n  % 2'), '        \n      \nlet a = 1;\na\n  % 2');
  assert.equal(cellCode('%time f()\r\na'), '      f()\r\na');
  assert.equal(cellCode('const text = `\n%who\n`'), 'const text = `\n%who\n`');
});

test('the body of `%%time` is TypeScript, that of `%%html` is not', () => {
  assert.equal(cellCode('\n%%time\nlet a = 1\n\na'), '\n      \nlet a = 1\n\na');
  assert.equal(cellCode('%%html\n<b>a</b>').trim(), '');
});

test('`export` in front of a declaration is blank, and columns stay', () => {
  for (const [source, code] of [
    ['export const a = 1', '       const a = 1'],
    ['export async function f() {}', '       async function f() {}'],
    ['export default class K {}', '               class K {}'],
    ['export type T = 1;\nexport interface I {}', '       type T = 1;\n       interface I {}'],
    ['export abstract class K {}', '       abstract class K {}'],
    ['export { a }', 'export { a }'],
    ["export * from './a'", "export * from './a'"],
    ['export default 1', 'export default 1'],
    ['exporter.const = 1', 'exporter.const = 1'],
  ])
    assert.equal(cellCode(source!), code);
});

test('knows the magics that change what is known', () => {
  assert.deepEqual(effectOf('let a = 1\n%reset'), { resets: true, installs: false });
  assert.deepEqual(effectOf('%npm install left-pad'), { resets: false, installs: true });
  for (const other of ['`\n%reset\n`', '%%html\n%reset', 'reset', '%who'])
    assert.deepEqual(effectOf(other), { resets: false, installs: false }, other);
});
