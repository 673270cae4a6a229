import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { registerHooks } from '../../../../kernel/engine/files/register-hooks.js';

test('after it, local TypeScript imports without extensions, with enums', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-register-'));
  try {
    writeFileSync(join(folder, 'a.ts'), "export { E } from './b';");
    writeFileSync(join(folder, 'b.ts'), 'export enum E { A = 7 }');
    registerHooks();
    registerHooks();
    const { E } = (await import(pathToFileURL(join(folder, 'a.ts')).href)) as { E: Record<string, unknown> };
    assert.equal(E['A'], 7);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
