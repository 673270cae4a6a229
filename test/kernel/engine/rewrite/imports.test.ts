import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExportNamedDeclaration, type ImportDeclaration, parse } from 'acorn';
import MagicString from 'magic-string';
import { rewriteImport, rewriteReexport } from '../../../../kernel/engine/rewrite/imports.js';

const statement = (code: string) =>
  parse(`\n${code}`, { ecmaVersion: 'latest', sourceType: 'module' }).body[0];

function rewritten(code: string, mentioned: readonly string[] = []): string {
  const text = new MagicString(`\n${code}`);
  rewriteImport(text, statement(code) as ImportDeclaration, {
    runtime: '$',
    mentioned: new Set(mentioned),
    declare: (name) => name,
  });
  return text.toString().trim();
}

test('imports become awaited loads', () => {
  const load = (list: string, locals = '{}') => `await $.wait($.mark(), $.load(${list}, ${locals}), $f, 1)`;
  assert.equal(rewritten('import "m";'), `;${load('"m", [], [], {}')};`);
  assert.equal(rewritten('import * as n from "m";'), `;n = ${load('"m", [], [], {}')};`);
  assert.equal(
    rewritten('import d, { a as b, "x y" as c } from "m";', ['b']),
    `;({ "default": d, "a": b, "x y": c } = ${load('"m", ["a"], ["default","x y"], {}', '{"d":"default","b":"a","c":"x y"}')});`,
  );
  assert.equal(
    rewritten('import d, * as n from "m";', ['d']),
    `;({ "default": d } = n = ${load('"m", ["default"], [], {}', '{"d":"default"}')});`,
  );
  assert.equal(
    rewritten('import j from "j.json" with { type: "json" };'),
    `;({ "default": j } = ${load('"j.json", [], ["default"], {"type":"json"}', '{"j":"default"}')});`,
  );
});

test('a re-export loads its module', () => {
  const code = 'export { a as b } from "m";';
  const text = new MagicString(`\n${code}`);
  rewriteReexport(text, statement(code) as ExportNamedDeclaration, '$');
  assert.equal(text.toString().trim(), ';await $.wait($.mark(), $.load("m", [], ["a"], {}, {}), $f, 1);');
});
