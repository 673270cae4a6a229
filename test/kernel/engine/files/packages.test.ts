import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInstalled, packageName } from '../../../../kernel/engine/files/packages.js';

test('a specifier names a package, with or without a path in it', () => {
  for (const [specifier, name] of [
    ['d3', 'd3'],
    ['lodash/fp', 'lodash'],
    ['@a/b', '@a/b'],
    ['@a/b/c.js', '@a/b'],
    ['./d3', undefined],
    ['/d3', undefined],
    ['#own', undefined],
    ['@a', undefined],
    ['node:fs', undefined],
    ['npm:d3@7', undefined],
    ['https://a.b/c', undefined],
    ['some words', undefined],
    ['', undefined],
  ] as const) {
    assert.equal(packageName(specifier), name, specifier);
  }
});

test('packages are looked for in the folder and above', () => {
  assert.ok(isInstalled('acorn', import.meta.dirname));
  assert.ok(!isInstalled('no-such-package', import.meta.dirname));
});
