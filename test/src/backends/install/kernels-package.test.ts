import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bringKernels } from '../../../../src/backends/install/kernels-package.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-kernels-'));
const registry = process.env['npm_config_registry'];
after(() => {
  if (registry === undefined) delete process.env['npm_config_registry'];
  else process.env['npm_config_registry'] = registry;
  rmSync(folder, { recursive: true, force: true });
});

const { signal } = new AbortController();
const report = () => {};

/** What the package's folder has in a new part after the kernels were brought from a folder. */
async function brought(name: string, from: string): Promise<string[]> {
  const part = join(folder, name);
  mkdirSync(part);
  await bringKernels(part, { from, signal, report });
  return readdirSync(join(part, 'node_modules', '@tensorflow', 'tfjs-node-gpu')).sort();
}

/** A package with kernels, and what nobody needs. */
function makePackage(at: string): void {
  for (const one of ['dist/kernels', 'deps/lib']) mkdirSync(join(at, one), { recursive: true });
  writeFileSync(join(at, 'package.json'), '{}');
  writeFileSync(join(at, 'dist', 'kernels', 'Add.js'), '');
}

test('takes the package from the folder: unpacked, beside a wheel, or packed', async () => {
  const site = join(folder, 'site');
  makePackage(join(site, 'node_modules', '@tensorflow', 'tfjs-node-gpu'));
  assert.deepEqual(await brought('unpacked', site), ['dist', 'package.json']);
  assert.ok(existsSync(join(folder, 'unpacked/node_modules/@tensorflow/tfjs-node-gpu/dist/kernels/Add.js')));
  mkdirSync(join(site, 'tensorflow'));
  assert.deepEqual(await brought('beside', join(site, 'tensorflow')), ['dist', 'package.json']);
  const wheels = join(folder, 'wheels');
  mkdirSync(wheels);
  makePackage(join(folder, 'package'));
  spawnSync('tar', ['-czf', join(wheels, 'tensorflow-tfjs-node-gpu-4.22.0.tgz'), '-C', folder, 'package']);
  assert.ok((await brought('packed', wheels)).includes('package.json'));
});

test('else without npm’s registry it says why, and what to put there', async () => {
  process.env['npm_config_registry'] = 'http://127.0.0.1:9';
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  await assert.rejects(
    brought('none', empty),
    /npm pack failed: .*ECONNREFUSED.*\nFix: npm pack @tensorflow\/tfjs-node-gpu@4\.22\.0 on a machine with a network, and put its file into .*empty$/,
  );
});
