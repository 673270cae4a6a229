import assert from 'node:assert/strict';
import { test } from 'node:test';
import MagicString from 'magic-string';
import { readCells } from '../../../kernel/notebook/cell-syntax.js';
import { removeExport, ScriptExports } from '../../../kernel/notebook/script-exports.js';

function rewrite(codes: readonly string[], inBlock = false): string[] {
  const exports = new ScriptExports();
  const cells = readCells(
    codes.map((code, i) => ({ number: i + 1, code })),
    'n',
  );
  return cells.map((cell) => {
    const text = new MagicString(cell.source);
    exports.rewrite(text, cell, inBlock);
    return text.toString();
  });
}

test('a name is exported once, the default too; types may come again', () => {
  const codes = [
    'export const a = 1;',
    'export const a = 2; export { b, a as c }',
    'export { b, a as c, d }; export type T = 1;',
    'export type T = 1; export { b, c };',
    'export default 1 + 1;',
    'export default 1 + 1;',
    'export default function () {}',
    'export default class A {}',
    "export * from 'm'; export * as n from 'm';",
    "export * from 'm'; export * as n from 'm';",
    'export  async function a() {}',
  ];
  assert.deepEqual(rewrite(codes), [
    'export const a = 1;',
    'const a = 2; export { b, a as c }',
    'export { d }; export type T = 1;',
    'export type T = 1; ',
    'export default 1 + 1;',
    'void (1 + 1);',
    'void function () {}',
    'class A {}',
    "export * from 'm'; export * as n from 'm';",
    "export * from 'm'; ",
    'async function a() {}',
  ]);
});

test('nothing is exported from a block', () => {
  assert.deepEqual(
    rewrite(['export const a = 1; export { a as b };', "export * from 'm'\nexport default a"], true),
    ['const a = 1; ', '\nvoid (a)'],
  );
});

test('a declaration without the words', () => {
  const [cell] = readCells([{ number: 1, code: 'export default abstract class A {}' }], 'n');
  const text = new MagicString(cell!.source);
  removeExport(text, cell!.file.statements[0]!);
  assert.equal(text.toString(), 'abstract class A {}');
});
