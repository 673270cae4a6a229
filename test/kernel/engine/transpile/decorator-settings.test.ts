import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { decoratorSettings } from '../../../../kernel/engine/transpile/decorator-settings.js';

test('a tsconfig.json with comments says which decorators are meant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-decorators-'));
  try {
    assert.deepEqual(decoratorSettings(folder), {});
    const options = '{ // comment\n "compilerOptions": { /* "x": true, */ "experimentalDecorators": true } }';
    writeFileSync(join(folder, 'tsconfig.json'), options);
    assert.deepEqual(decoratorSettings(folder), { legacyDecorators: true, emitDecoratorMetadata: false });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
