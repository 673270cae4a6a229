import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageVersion } from '../../../kernel/server/package-version.js';

test('is the version in package.json', () => {
  const file = new URL('../../../package.json', import.meta.url);
  assert.equal(packageVersion(), JSON.parse(readFileSync(file, 'utf8')).version);
});
