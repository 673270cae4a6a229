import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredNames } from '../../../../kernel/engine/assist/declared-names.js';

for (const [code, ...names] of [
  ['const a = 1; let größe; class C {} enum E {}', 'a', 'größe', 'C', 'E'],
  ['const { alpha: renamed, beta = 2, ...rest } = given', 'renamed', 'beta', 'rest'],
  ['let [first, , [second]]: number[] = list', 'first', 'second'],
  ['for (const [key, value] of Object.entries(x)) ke', 'key', 'value'],
  ['import d, { e, f as g, type H } from "./x"; import * as i from "y"', 'd', 'e', 'g', 'H', 'i'],
  ['function foo(param1: number, ...others: string[]): void { par', 'foo', 'param1', 'others'],
  ['list.map(element => el', 'element'],
  ['list.map((element, index) => ({ el', 'element', 'index'],
  ['class K { constructor(private readonly own: number) { own', 'K', 'own'],
  ['try { } catch (error) { err', 'error'],
] as const)
  test(`in ${code}`, () => {
    const found = declaredNames(code);
    for (const name of names) assert.ok(found.has(name), `${name} in ${[...found]}`);
  });

test('a long text takes its length in time', () => {
  const began = performance.now();
  for (const unit of ['(', ')', '):', 'const {', 'import ', 'a,', 'x => ', '(a, b) ', '{[']) {
    declaredNames(unit.repeat(1_000_000 / unit.length));
  }
  assert.ok(performance.now() - began < 20_000);
});
