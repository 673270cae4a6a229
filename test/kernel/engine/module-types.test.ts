import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportsType } from '../../../kernel/engine/module-types.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-types-'));
after(() => rmSync(folder, { recursive: true }));

test('types of a local file and of what it passes on', () => {
  writeFileSync(join(folder, 'a.ts'), "export interface A {}\nexport * from './b';\nexport const value = 1;");
  writeFileSync(join(folder, 'b.ts'), 'export type B = string;');
  assert.equal(exportsType('./a', 'A', folder), true);
  assert.equal(exportsType('./a', 'B', folder), true);
  assert.equal(exportsType('./a', 'Nothing', folder), false);
  assert.equal(exportsType('./gone', 'A', folder), false);
});

test('types of a package of this kernel', () => {
  assert.equal(exportsType('acorn', 'Program', process.cwd()), true);
  assert.equal(exportsType('acorn', 'Programme', process.cwd()), false);
});
