import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DISPLAY, toBundle } from '../../../src/display/bundle.js';

test('plain values as inspect prints them', () => {
  assert.deepEqual(toBundle('text'), { data: { 'text/plain': "'text'" } });
  assert.deepEqual(toBundle({ a: [1, 2] }), { data: { 'text/plain': '{ a: [ 1, 2 ] }' } });
  assert.deepEqual(toBundle(undefined), { data: { 'text/plain': 'undefined' } });
  assert.match(String(toBundle(1, { colors: true }).data['text/plain']), /\x1b\[33m1/);
});

test('a proxy is shown as what it stands for, and hears nothing of it', () => {
  const heard: unknown[] = [];
  const hear = (_: object, name: unknown) => {
    heard.push(name);
    throw new Error('refused');
  };
  const proxy = new Proxy({ a: 1 }, { get: hear, has: hear, getOwnPropertyDescriptor: hear });
  assert.deepEqual(toBundle(proxy), { data: { 'text/plain': '{ a: 1 }' } });
  assert.deepEqual(heard, []);
});

test('the own form of a value comes first', () => {
  const value = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    [DISPLAY]: () => ({ 'text/html': 'x' }),
  };
  assert.deepEqual(toBundle(value), { data: { 'text/html': 'x' } });
});

test('an asynchronous form comes with complete', async () => {
  const shown = toBundle({ name: 'frame', [DISPLAY]: async () => ({ 'text/html': 'x' }) });
  assert.match(String(shown.data['text/plain']), /name: 'frame'/);
  assert.deepEqual(await shown.complete?.(), { data: { 'text/html': 'x' } });
});

test('recognises images, elements, charts, tensors, backends', () => {
  const types = (value: unknown) => Object.keys(toBundle(value).data);
  const png = Buffer.from('89504e470d0a1a0a0000000d494844520000000200000003', 'hex');
  assert.deepEqual(types(png), ['image/png', 'text/plain']);
  assert.deepEqual(types({ outerHTML: '<p>a</p>', tagName: 'P' }), ['text/html', 'text/plain']);
  const spec = { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', mark: 'bar' };
  assert.deepEqual(types(spec), ['application/vnd.vegalite.v5+json', 'image/png', 'text/plain']);
  const tensor = {
    shape: [2],
    dtype: 'float32',
    size: 2,
    isDisposed: false,
    dataId: {},
    dataSync: () => new Float32Array([1, 2]),
    data: async () => new Float32Array([1, 2]),
  };
  assert.deepEqual(types(tensor), ['text/html', 'text/plain']);
  const rows = [{ name: 'cpu', state: 'in use', why: 'plain JavaScript' }];
  assert.deepEqual(types({ rows, current: 'cpu', reason: 'the first', tensors: 0, bytes: 0 }), [
    'text/html',
    'text/plain',
  ]);
});

/** Every module that importing this file loads, dynamic imports not counted. */
function loadedModules(file: URL, seen = new Set<string>()): Set<string> {
  const source = readFileSync(file, 'utf8');
  for (const [statement, name = ''] of source.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)';/gm)) {
    if (/^(?:import|export) type /.test(statement)) continue;
    const target = name.startsWith('.') ? new URL(name.replace(/\.js$/, '.ts'), file) : undefined;
    const key = target?.href ?? name;
    if (seen.has(key)) continue;
    seen.add(key);
    if (target) loadedModules(target, seen);
  }
  return seen;
}

test('importing it loads no package: the engine does so before the first cell', () => {
  const modules = [...loadedModules(new URL('../../../src/display/bundle.ts', import.meta.url))];
  assert.ok(modules.some((name) => name.endsWith('/charts/picture.ts')));
  assert.deepEqual(
    modules.filter((name) => !/^(file|node):/.test(name)),
    [],
  );
});
