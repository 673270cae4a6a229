import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { load, resolve } from '../../../../kernel/engine/files/module-hooks.js';
import { LIBRARY_URL, TSLAB_URL } from '../../../../kernel/engine/own-modules.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-hooks-'));
after(() => rmSync(folder, { recursive: true }));
const parentURL = pathToFileURL(join(folder, 'parent.ts')).href;
const next = (one: string) => ({ url: one, format: 'next' });
const put = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return pathToFileURL(join(folder, name)).href;
};

test('local files are found, everything else is passed on', () => {
  const url = put('util.ts', 'export const a: number = 1');
  assert.equal(resolve('./util', { parentURL }, next).url, url);
  assert.equal(resolve('./gone', { parentURL }, next).url, './gone');
  assert.equal(resolve('pkg', { parentURL }, next).url, 'pkg');
  const inPackage = { parentURL: 'file:///x/node_modules/p/a.js' };
  assert.equal(resolve('./util', inPackage, next).url, './util');
  assert.equal(resolve('cellgrad', inPackage, next).url, 'cellgrad');
});

test('JSON is imported with and without an attribute; require goes its own way', () => {
  const url = put('data.json', '{}');
  for (const context of [{ parentURL }, { parentURL, importAttributes: { type: 'json' } }]) {
    assert.deepEqual(resolve('./data.json', context, next), {
      url,
      importAttributes: { type: 'json' },
      shortCircuit: true,
    });
  }
  const required = { parentURL, conditions: ['node', 'require'] };
  assert.equal(resolve('./data.json', required, next).url, './data.json');
});

test('the kernel’s own packages are known', () => {
  assert.equal(resolve('cellgrad', { parentURL }, next).url, LIBRARY_URL);
  assert.equal(resolve('tslab', { parentURL }, next).url, TSLAB_URL);
});

test('TypeScript is transpiled, modules are modules whatever package.json says', () => {
  const typed = load(put('t.ts', 'export const a: number = 1'), {}, next);
  assert.equal(typed.format, 'module');
  assert.match(String((typed as { source?: unknown }).source), /^export const a = 1;/);
  assert.equal(load(put('t.cts', 'const a: number = 1'), {}, next).format, 'commonjs');
  assert.equal(load(put('m.js', '// c\nexport const a = 1'), {}, next).format, 'module');
  assert.equal(load(put('c.js', 'exports.a = 1'), {}, next).format, 'next');
  assert.equal(load('node:fs', {}, next).format, 'next');
});
