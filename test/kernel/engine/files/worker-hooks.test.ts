import assert from 'node:assert/strict';
import { test } from 'node:test';

test('loading it registers the hooks, and does so twice without harm', async () => {
  await import('../../../../kernel/engine/files/worker-hooks.js');
  const { registerHooks } = await import('../../../../kernel/engine/files/register-hooks.js');
  assert.doesNotThrow(registerHooks);
});
