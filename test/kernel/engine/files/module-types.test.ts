import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportsOf, exportsType } from '../../../../kernel/engine/files/module-types.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-types-'));
after(() => rmSync(folder, { recursive: true }));

test('types of a local file and of what it passes on', () => {
  writeFileSync(join(folder, 'a.ts'), "export interface A {}\nexport * from './b';\nexport const value = 1;");
  writeFileSync(join(folder, 'b.ts'), 'export type B = string;');
  assert.equal(exportsType('./a', 'A', folder), true);
  assert.equal(exportsType('./a', 'B', folder), true);
  assert.equal(exportsType('./a', 'Nothing', folder), false);
  assert.equal(exportsType('./gone', 'A', folder), false);
  assert.equal(exportsType('./a', 'value', folder), false);
  writeFileSync(
    join(folder, 'c.d.ts'),
    "import type { C } from './d';\nexport { C };\nexport { D, type D as E } from './d';\nexport declare const enum F { A }",
  );
  writeFileSync(join(folder, 'd.ts'), 'export class C {}\nexport class D {}');
  const isType = (name: string) => exportsType('./c', name, folder);
  assert.deepEqual(['C', 'D', 'E', 'F'].map(isType), [true, false, true, true]);
});

test('types of a package of this kernel', () => {
  const own = exportsOf('cellgrad', folder);
  assert.deepEqual(
    ['Sequential', 'tf', 'Tensor', 'GradientTapeOptions', 'Shape'].map((name) => own.get(name) === 'type'),
    [false, false, true, true, true],
  );
  assert.equal(exportsType('acorn', 'Program', process.cwd()), true);
  assert.equal(exportsType('acorn', 'Programme', process.cwd()), false);
});

test('all that a module exports, and the kinds', () => {
  writeFileSync(join(folder, 'e.js'), 'exports.f = 1; exports.g = 2;');
  assert.deepEqual([...exportsOf('./e.js', folder).keys()], ['f', 'g']);
  writeFileSync(join(folder, 'k.ts'), "export function h() {}\nexport type I = 1;\nexport { D } from './d';");
  assert.deepEqual(Object.fromEntries(exportsOf('./k', folder)), { h: 'function', I: 'type', D: 'class' });
});
