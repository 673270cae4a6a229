import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cudaPackages, install, installed, remove } from '../../../src/backends/install.js';
import { libraryFiles } from '../../../src/backends/native/c-api.js';

const FILES = libraryFiles('linux')!;
const SKIP = process.platform !== 'linux' && 'the wheel that is made here is one for Linux';
const folder = mkdtempSync(join(tmpdir(), 'cellgrad-install-'));
const kept = { cache: process.env['XDG_CACHE_HOME'], path: process.env['PATH'] };

before(() => {
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
});
after(() => {
  process.env['PATH'] = kept.path;
  if (kept.cache === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = kept.cache;
  rmSync(folder, { recursive: true, force: true });
});

/** A folder in which a wheel is installed; `damaged`: a library without the hash in the list. */
function site(name: string, { damaged = false } = {}): string {
  const packages = join(folder, name);
  const info = join(packages, 'tensorflow_cpu-2.21.0.dist-info');
  mkdirSync(join(packages, 'tensorflow', 'include'), { recursive: true });
  mkdirSync(info);
  const lines = FILES.map((file) => {
    writeFileSync(join(packages, 'tensorflow', file), damaged ? 'damaged' : file);
    return `tensorflow/${file},sha256=${createHash('sha256').update(file).digest('base64url')},9`;
  });
  writeFileSync(join(packages, 'tensorflow', 'include', 'large.h'), 'for compilers');
  writeFileSync(join(info, 'RECORD'), lines.join('\n'));
  return packages;
}

const left = () => readdirSync(join(folder, 'cache', 'cellgrad', 'backends'));

test('installs from a folder, lists and removes', { skip: SKIP }, async () => {
  const lines: string[] = [];
  const found = await install('native', { from: site('good'), report: (line) => lines.push(line) });
  assert.deepEqual([found.name, found.version], ['native', '2.21.0']);
  assert.ok(found.bytes > 0);
  assert.deepEqual(installed(), [found]);
  assert.ok(lines.some((line) => line.startsWith('Copying TensorFlow from')));
  assert.equal(existsSync(join(found.folder, 'tensorflow', 'include')), false);
  assert.equal(await remove('native'), true);
  assert.equal(await remove('native'), false);
  assert.deepEqual(installed(), []);
});

test('what is damaged, or of another version, leaves the one before', { skip: SKIP }, async () => {
  await install('native', { from: site('before') });
  await assert.rejects(
    install('native', { from: site('bad', { damaged: true }) }),
    /does not have the hash that its wheel lists: it is damaged/,
  );
  await assert.rejects(
    install('native', { from: join(folder, 'before'), version: '2.20.0' }),
    /expected TensorFlow 2\.20\.0; received 2\.21\.0/,
  );
  await assert.rejects(install('cuda', { from: join(folder, 'before') }), /is built without CUDA/);
  assert.deepEqual(left(), ['native']);
  assert.equal(installed()[0]?.version, '2.21.0');
});

test('without pip, or where pip fails, the error says what to do', { skip: SKIP }, async () => {
  const programs = join(folder, 'bin');
  mkdirSync(programs);
  process.env['PATH'] = programs;
  await assert.rejects(install('native'), /pip was not found.*\nFix: install Python with pip.*--from DIR/);
  const python = join(programs, 'python3');
  writeFileSync(python, '#!/bin/sh\n[ "$3" = --version ] && exit 0\necho "no network" >&2\nexit 1\n');
  chmodSync(python, 0o755);
  await assert.rejects(install('native'), /pip install failed: no network\nFix: look at the network/);
  assert.ok(!left().some((entry) => entry.startsWith('.installing')));
});

test('a cache that cannot be written is named', { skip: SKIP }, async () => {
  process.env['XDG_CACHE_HOME'] = join(folder, 'good', 'tensorflow', FILES[0]!);
  await assert.rejects(install('native'), /cannot be written.*\nFix: XDG_CACHE_HOME/);
  await assert.rejects(install('tpu' as never), /must be one of 'native', 'cuda'/);
  await assert.rejects(install('native', { form: '' } as never), /from/);
});

test('cuda’s libraries are those that the wheel names', () => {
  const packages = join(folder, 'gpu');
  mkdirSync(join(packages, 'tensorflow-2.21.0.dist-info'), { recursive: true });
  writeFileSync(
    join(packages, 'tensorflow-2.21.0.dist-info', 'METADATA'),
    [
      'Requires-Dist: numpy>=1.26',
      "Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == 'and-cuda'",
      'Requires-Dist: nvidia-cudnn-cu12 (<10.0,>=9.3); extra == "and-cuda"',
    ].join('\n'),
  );
  assert.deepEqual(cudaPackages(packages), [
    'nvidia-cublas-cu12<13.0,>=12.5.3.2',
    'nvidia-cudnn-cu12<10.0,>=9.3',
  ]);
});
