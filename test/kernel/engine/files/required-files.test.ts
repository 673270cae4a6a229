import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { LocalFiles } from '../../../../kernel/engine/files/local-files.js';
import { RequiredFiles } from '../../../../kernel/engine/files/required-files.js';

function withFolder(
  use: (
    put: (name: string, text: string) => string,
    require: NodeJS.Require,
    required: RequiredFiles,
  ) => void,
): void {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-required-'));
  let time = 1000;
  const put = (name: string, text: string) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    time += 10;
    utimesSync(path, time, time);
    return path;
  };
  const require = createRequire(join(folder, 'notebook.cjs'));
  try {
    use(put, require, new RequiredFiles(require.cache, new LocalFiles()));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('an edited file, and what required it, is loaded again; no other, and none of a package', () =>
  withFolder((put, require, required) => {
    put('top.js', 'exports.middle = require("./middle"); exports.pkg = require("pkg");');
    put('middle.js', 'exports.data = require("./data.json"); require("./top");');
    put('data.json', '{"v":1}');
    put('other.js', 'exports.other = 1;');
    put('node_modules/pkg/index.js', 'exports.pkg = 1;');
    const first = require('./top');
    const other = require('./other');
    required.note();
    required.forgetEdited();
    assert.equal(require('./top'), first);
    put('data.json', '{"v":2}');
    put('other.js', 'exports.other = 1;');
    put('node_modules/pkg/index.js', 'exports.pkg = 2;');
    required.forgetEdited();
    assert.equal(require('./top').middle.data.v, 2);
    assert.equal(require('./other'), other);
    assert.equal(require('./top').pkg, first.pkg);
    assert.ok([first, other, require('./top')].every((one) => required.isExports(one)));
    assert.ok(!required.isExports({}));
  }));

test('a file that is gone is not found, and another takes its place', () =>
  withFolder((put, require, required) => {
    const path = put('a.js', 'module.exports = 1;');
    assert.equal(require('./a'), 1);
    required.note();
    rmSync(path);
    put('a.json', '2');
    required.forgetEdited();
    assert.equal(require('./a'), 2);
  }));

test('what is half loaded is forgotten', () =>
  withFolder((put, require, required) => {
    const path = put('half.js', 'module.exports = 1;');
    require.cache[path] = { exports: {}, loaded: false } as NodeJS.Module;
    required.note();
    required.forgetEdited();
    assert.notEqual(require('./half'), 1);
    required.forgetUnfinished();
    assert.equal(require('./half'), 1);
  }));
