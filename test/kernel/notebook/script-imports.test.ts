import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript-6';
import { readCells } from '../../../kernel/notebook/cell-syntax.js';
import { isSameImport, ScriptImports, typeOnlyNames } from '../../../kernel/notebook/script-imports.js';

const statement = (code: string) =>
  ts.createSourceFile('a.ts', code, ts.ScriptTarget.ESNext, true).statements[0] as ts.ImportDeclaration;
const same = (name: string) => name;
const never = () => false;

test('each module once, each name once, in the order of the modules', () => {
  const imports = new ScriptImports((module) => (module === './u' ? './u.ts' : module));
  for (const code of [
    "import { b, a as c } from './u'",
    "import fs from 'node:fs'",
    "import { b } from './u'",
    "import 'side'",
    "import * as all from 'node:fs'",
    "import fs, { readFileSync } from 'node:fs'",
    "import 'side'",
    "import json from './x.json' with { type: 'json' }",
    "import type { T } from './u'",
    "import { type V, w } from './u'",
  ]) {
    imports.addStatement(statement(code), same, never);
  }
  assert.equal(
    imports.toString(),
    `import { a as c, b, w } from './u.ts';
import type { T, V } from './u.ts';
import * as all from 'node:fs';
import fs, { readFileSync } from 'node:fs';
import 'side';
import json from './x.json' with { type: 'json' };`,
  );
});

test('renamed names, types, long lists', () => {
  const imports = new ScriptImports();
  imports.addStatement(statement("import d, { a } from 'm'"), (name) => `${name}_1`, never);
  imports.addStatement(statement("import { T } from 'm'"), same, (name) => name === 'T');
  assert.equal(imports.toString(), "import d_1, { a as a_1 } from 'm';\nimport type { T } from 'm';");
  const long = new ScriptImports();
  for (let i = 0; i < 12; i++) long.add('cellgrad', `aLongName${i}`, `aLongName${i}`);
  assert.match(long.toString(), /^import \{\n {2}aLongName0,\n[\s\S]*,\n\} from 'cellgrad';$/);
});

test('a name that is wanted as a type and as a value is a value', () => {
  const imports = new ScriptImports();
  imports.add('m', 'A', 'A', true);
  imports.add('m', 'A', 'A');
  assert.equal(imports.toString(), "import { A } from 'm';");
});

test('the same import', () => {
  const is = (a: string, b: string) => isSameImport(statement(a), statement(b), 'x');
  assert.equal(is("import { x, y } from 'm'", "import { x } from 'm'"), true);
  assert.equal(is("import { y as x } from 'm'", "import { x } from 'm'"), false);
  assert.equal(is("import x from 'm'", "import { x } from 'm'"), false);
  assert.equal(is("import { x } from 'm'", "import { x } from 'n'"), false);
});

test('names that are only types', () => {
  const cells = readCells(
    ["import { A, B, C } from 'm'; let a: A; class D extends B {}", 'let b: B; const c = () => C'].map(
      (code, i) => ({
        number: i,
        code,
      }),
    ),
    'n',
  );
  const isType = typeOnlyNames(cells);
  assert.deepEqual(['A', 'B', 'C', 'D', 'E'].filter(isType), ['A']);
});
