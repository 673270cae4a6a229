import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUserScript } from '../../../kernel/debugger/inspector-events.js';
import { LIBRARY_URL } from '../../../kernel/engine/own-modules.js';

test("files are the user's, Node's and the kernel's own modules are not", () => {
  assert.ok(isUserScript('file:///home/ada/Cell%201.ts'));
  assert.ok(isUserScript('file:///home/ada/node_modules/lodash/index.js'));
  for (const url of ['', 'node:fs', 'cellgrad:names', LIBRARY_URL]) assert.ok(!isUserScript(url), url);
});
