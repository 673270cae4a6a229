import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  HOOKS_URL,
  isOwnModule,
  LIBRARY_URL,
  TSLAB_URL,
  WORKER_HOOKS_URL,
} from '../../../kernel/engine/own-modules.js';

test('the addresses are files, and the kernel’s own', () => {
  for (const url of [HOOKS_URL, LIBRARY_URL, TSLAB_URL, WORKER_HOOKS_URL]) {
    assert.ok(existsSync(fileURLToPath(url)), url);
    assert.equal(isOwnModule(url), true);
  }
  assert.equal(isOwnModule('file:///notebooks/a.ts'), false);
});
