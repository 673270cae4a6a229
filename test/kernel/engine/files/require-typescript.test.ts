import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { requireTypeScript } from '../../../../kernel/engine/files/require-typescript.js';

test('require loads TypeScript files of the user, and what they import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-require-'));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const require = createRequire(join(folder, 'notebook.cjs'));
  try {
    mkdirSync(join(folder, 'lib'));
    put('lib/index.ts', 'import { one, type One } from "../one";\nexport const two: One = one + 1;');
    put('one.ts', 'export type One = number;\nexport const one: One = 1;');
    put('tsconfig.json', '{"compilerOptions":{"experimentalDecorators":true}}');
    put(
      'marked.ts',
      'const mark = (...all: unknown[]) => { n = all.length; };\nexport let n = 0;\n@mark class A {}',
    );
    put('bad.ts', 'const a = 1;\nconst b = = 2;');
    put('old.cts', 'const fs = require("node:fs");\nexport = { kind: typeof fs as string };');
    requireTypeScript(require);
    assert.equal(require('./lib').two, 2);
    assert.deepEqual(require('./old.cts'), { kind: 'object' });
    assert.equal(require('./marked').n, 1);
    assert.throws(() => require('./bad'), /bad\.ts, line 2, column 11: /);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
