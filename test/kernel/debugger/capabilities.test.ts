import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passedBy } from '../../../kernel/debugger/capabilities.js';
import { LIBRARY_URL } from '../../../kernel/engine/own-modules.js';

const KERNEL = new URL('../../../kernel/engine/run.ts', import.meta.url).href;

function passes(url: string, exceptions: boolean): boolean {
  return passedBy(exceptions).some((pattern) => new RegExp(pattern).test(url));
}

test("steps pass by Node, the kernel and packages, never by the user's own", () => {
  for (const url of ['', 'node:fs', KERNEL, LIBRARY_URL, 'file:///n/node_modules/a/b.js'])
    assert.ok(passes(url, false), url);
  for (const url of ['file:///n/Cell%201.ts', 'file:///n/util.ts']) assert.ok(!passes(url, false), url);
});

test('exceptions of packages are seen', () => {
  assert.ok(passes(KERNEL, true) && passes('node:fs', true));
  assert.ok(!passes(LIBRARY_URL, true) && !passes('file:///n/node_modules/a/b.js', true));
});
