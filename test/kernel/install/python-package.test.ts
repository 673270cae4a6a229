import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findProgram } from '../../../kernel/install/paths.js';
import {
  hasPythonPackage,
  installPythonPackage,
  sitePackages,
  uninstallPythonPackage,
} from '../../../kernel/install/python-package.js';

const folder = mkdtempSync(join(tmpdir(), 'python-package-'));
after(() => rmSync(folder, { recursive: true }));

const python = findProgram('python3') ?? findProgram('python');
const skip = python === undefined && 'SKIPPED: no Python on the PATH';
const prefix = join(folder, 'env');
const machine = (env: Record<string, string> = {}) => ({
  env: { PATH: process.env['PATH'] ?? '', PYTHONUSERBASE: join(folder, 'user'), ...env },
  platform: process.platform,
  home: folder,
});

test('where no Python is, nothing is written', async () => {
  const place = { prefix: join(folder, 'empty') };
  assert.equal(await installPythonPackage(place, machine()), undefined);
  assert.equal(await uninstallPythonPackage(place, machine()), undefined);
  assert.equal(existsSync(place.prefix), false);
  assert.equal(sitePackages({}, { ...machine(), env: {} }), undefined);
});

test('the packages of a prefix, of the active environment, of the user', { skip }, () => {
  execFileSync(python!, ['-m', 'venv', '--without-pip', prefix]);
  const own = sitePackages({ prefix }, machine())!;
  assert.ok(own.startsWith(prefix), own);
  assert.equal(sitePackages({ sysPrefix: true }, machine({ VIRTUAL_ENV: prefix })), own);
  // An environment does not see the user's own packages.
  assert.equal(sitePackages({}, machine({ VIRTUAL_ENV: prefix })), own);
});

test('it is a package as pip would have made it, once, and goes without a rest', { skip }, async () => {
  const packages = sitePackages({ prefix }, machine())!;
  const before = readdirSync(packages).sort();
  for (let i = 0; i < 2; i += 1) assert.equal(await installPythonPackage({ prefix }, machine()), packages);
  assert.ok(hasPythonPackage(prefix, machine()));
  const info = readdirSync(packages).filter((name) => name.endsWith('.dist-info'));
  assert.equal(info.length, before.filter((name) => name.endsWith('.dist-info')).length + 1);
  const text = execFileSync(
    join(prefix, process.platform === 'win32' ? 'Scripts' : 'bin', 'python'),
    [
      '-c',
      'from importlib.metadata import *; d = distribution("cellgrad-jupyter"); print(d.version, *sorted(e.name + "=" + e.value.split(":")[1] for e in d.entry_points), all(f.locate().exists() for f in d.files))',
    ],
    { encoding: 'utf8' },
  );
  const { version } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
  ) as {
    version: string;
  };
  const entries =
    'cellgrad=CellgradEngine cellgrad=CellgradExporter cellgrad_js=CellgradJavaScriptExporter typescript=TypeScriptExporter';
  assert.equal(text.trim(), `${version} ${entries} True`);
  assert.equal(await uninstallPythonPackage({ prefix }, machine()), packages);
  assert.deepEqual(readdirSync(packages).sort(), before);
  assert.equal(hasPythonPackage(prefix, machine()), false);
  assert.equal(hasPythonPackage(join(folder, 'empty'), machine()), false);
});
