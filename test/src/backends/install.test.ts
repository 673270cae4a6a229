import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { abandoned, install, installed, remove } from '../../../src/backends/install.js';
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
  const wheels = join(folder, 'wheels');
  mkdirSync(wheels);
  await assert.rejects(
    install('native', { from: wheels }),
    ({ message }: Error) =>
      /Fix: install Python with pip, or unpack the wheel.* -d .*wheels/.test(message) &&
      !message.includes('--from'),
  );
  const python = join(programs, 'python3');
  writeFileSync(python, '#!/bin/sh\n[ "$3" = --version ] && exit 0\necho "no network" >&2\nexit 1\n');
  chmodSync(python, 0o755);
  await assert.rejects(install('native'), /pip install failed: no network\nFix: look at the network/);
  await assert.rejects(
    install('native', { from: wheels }),
    /failed: no network\nFix: .*pip download.* into .*wheels$/,
  );
  assert.ok(!left().some((entry) => entry.startsWith('.installing')));
});

test('a full disk is said in a few words', { skip: SKIP }, async () => {
  const python = join(folder, 'bin', 'python3');
  const line = "('/a', '/b', '[Errno 28] No space left on device'), ";
  writeFileSync(
    python,
    `#!/bin/sh\n[ "$3" = --version ] && exit 0\nfor i in 1 2 3 4 5 6 7 8 9; do printf "%s" "${line.repeat(2000)}" >&2; done\nexit 1\n`,
  );
  await assert.rejects(install('native'), ({ message }: Error) => {
    assert.match(
      message,
      /^backends\.install: the disk is full: .* has \d+ MiB left, .*\nFix: free 2 GiB there/,
    );
    assert.ok(message.length < 500, message);
    return true;
  });
});

test('a cache that cannot be written is named', { skip: SKIP }, async () => {
  process.env['XDG_CACHE_HOME'] = join(folder, 'good', 'tensorflow', FILES[0]!);
  await assert.rejects(install('native'), /cannot be written.*\nFix: XDG_CACHE_HOME/);
  await assert.rejects(install('tpu' as never), /must be one of 'native', 'cuda'/);
  await assert.rejects(install('native', { form: '' } as never), /from/);
});

test('what is left of an install whose process is gone goes with the next one', { skip: SKIP }, async () => {
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const part = join(folder, 'cache', 'cellgrad', 'backends', `.installing-${hostname()}-${gone}-abcdef`);
  mkdirSync(join(part, 'tensorflow'), { recursive: true });
  assert.deepEqual(abandoned(), [part]);
  await remove('cuda');
  assert.equal(existsSync(part), false);
  mkdirSync(part);
  await install('native', { from: join(folder, 'before') });
  assert.deepEqual(left(), ['native']);
});

test('arguments of wrong types are named', async () => {
  for (const [options, words] of [
    [{ from: 5 }, /backends\.install: from must be a text; received 5\.\nFix: from: '/],
    [{ from: '/nowhere' }, /from must be a folder; there is none at \/nowhere/],
    [{ version: 2.21 }, /version must be a text; received 2\.21/],
    [{ report: true }, /report must be a function; received true/],
  ] as const)
    await assert.rejects(install('native', options as never), words);
});

test('a process that is told to end stops pip, and leaves nothing', { skip: SKIP }, async () => {
  const programs = join(folder, 'slow');
  mkdirSync(programs);
  writeFileSync(
    join(programs, 'python3'),
    '#!/bin/sh\n[ "$3" = --version ] && exit 0\necho "pip is $$"\n/bin/sleep 60\n',
    { mode: 0o755 },
  );
  const module = JSON.stringify(new URL('../../../src/backends/install.ts', import.meta.url).href);
  const code = `const { install } = await import(${module}); await install('native', { report: (line) => console.log(line) });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    env: { ...process.env, XDG_CACHE_HOME: join(folder, 'stopped'), PATH: programs },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let pip = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    pip ||= Number(/^pip is (\d+)/m.exec(text)?.[1] ?? 0);
    if (pip > 0) child.kill('SIGINT');
  });
  const [, signal] = await once(child, 'close');
  assert.equal(signal, 'SIGINT');
  assert.throws(() => process.kill(pip, 0), /ESRCH/);
  assert.deepEqual(readdirSync(join(folder, 'stopped', 'cellgrad', 'backends')), []);
});
