import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { readNotebook } from '../../kernel/notebook/nbformat.js';

const CLI = resolve(import.meta.dirname, '..', '..', 'kernel', 'cli.ts');
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
after(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `onOutput` sees what the command has printed on standard error so far. */
function cellgrad(
  args: string[],
  onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
  env: Record<string, string> = {},
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
      env: { ...process.env, JUPYTER_DATA_DIR: join(folder, 'jupyter'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onOutput?.(stderr, (signal) => child.kill(signal));
    });
    child.once('error', fail);
    child.once('close', (code) => done({ code, stdout, stderr }));
  });
}

function notebook(name: string, ...sources: string[]): string {
  const cells = sources.map((source) => ({ cell_type: 'code', metadata: {}, source, outputs: [] }));
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  return path;
}

test('help and version', async () => {
  const { stdout, code } = await cellgrad(['--help']);
  assert.equal(code, 0);
  for (const command of ['install', 'uninstall', 'run', 'export', 'start', 'doctor'])
    assert.match(stdout, new RegExp(`^  ${command}`, 'm'));
  assert.match((await cellgrad(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
});

test('install and uninstall', async () => {
  const prefix = join(folder, 'env');
  const spec = join(prefix, 'share', 'jupyter', 'kernels', 'ts', 'kernel.json');
  const installed = await cellgrad(['install', '--prefix', prefix, '--name', 'ts', '--display-name', 'Mine']);
  assert.equal(installed.code, 0, installed.stderr);
  const { argv, display_name } = JSON.parse(readFileSync(spec, 'utf8'));
  assert.equal(display_name, 'Mine');
  assert.ok(argv.includes(CLI));
  assert.equal((await cellgrad(['uninstall', '--prefix', prefix, '--name', 'ts'])).code, 0);
  assert.equal(existsSync(spec), false);
  const again = await cellgrad(['uninstall', '--prefix', prefix, '--name', 'ts']);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /^uninstall: expected a kernel in .*; received none\.\nFix: /);
  assert.match((await cellgrad(['install', '--user', '--prefix', prefix])).stderr, /cannot be used with/);
});

test('run: exit code, output file, parameters', async () => {
  const good = notebook('good.ipynb', 'const a: number = b * 2; a');
  const out = join(folder, 'out.ipynb');
  const ran = await cellgrad(['run', good, '--out', out, '--param', 'b=21']);
  assert.equal(ran.code, 0, ran.stderr);
  assert.match(ran.stderr, /cell 1 of 2 {2}let b = 21;/);
  assert.match(JSON.stringify((await readNotebook(out)).cells), /"text\/plain":"42"/);
  const failed = await cellgrad(['run', notebook('bad.ipynb', 'throw new RangeError("too far")')]);
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /RangeError: too far/);
  const unreadable = await cellgrad(['run', join(folder, 'none.ipynb')]);
  assert.equal(unreadable.code, 1);
  assert.match(
    unreadable.stderr,
    /^\S*none\.ipynb: expected a notebook file; received no such file\.\nFix: check the path\.\n$/,
  );
  assert.match((await cellgrad(['run', good, '--timeout', '0'])).stderr, /expected seconds above 0/);
});

test('run prints without colours where nobody sees them', async () => {
  const { stdout } = await cellgrad(['run', notebook('plain.ipynb', 'console.log(1, { a: true });')]);
  assert.equal(stdout, '1 { a: true }\n');
  const rejected = await cellgrad([
    'run',
    notebook('rejected.ipynb', 'void Promise.reject(new Error("late"));'),
  ]);
  assert.match(rejected.stdout, /^Uncaught \(in promise\) Error: late\n/);
});

test('Ctrl-C interrupts the cell that runs', async () => {
  const path = notebook(
    'long.ipynb',
    'console.log("running"); await new Promise(() => setTimeout(() => {}, 1e6));',
    '1',
  );
  let sent = false;
  const { code } = await cellgrad(['run', path, '--out', join(folder, 'long-out.ipynb')], (text, kill) => {
    if (sent || !text.includes('cell 1 of 2')) return;
    sent = true;
    kill('SIGINT');
  });
  assert.equal(code, 130);
  const { cells } = await readNotebook(join(folder, 'long-out.ipynb'));
  assert.match(JSON.stringify(cells[0]), /KeyboardInterrupt/);
});

test('export', async () => {
  const { code, stdout } = await cellgrad([
    'export',
    notebook('e.ipynb', 'const a: number = 1'),
    '--js',
    '--out',
    join(folder, 'e.js'),
  ]);
  assert.equal(code, 0);
  assert.match(stdout, /^Written to .*e\.js\n$/);
  assert.match(readFileSync(join(folder, 'e.js'), 'utf8'), /^const a = 1;$/m);
  const piped = await cellgrad(['export', '-', '--out', join(folder, 'piped.ts')]);
  assert.equal(piped.code, 1);
  assert.match(
    piped.stderr,
    /^export: expected no --out with -; received .*piped\.ts\.\nFix: cellgrad export - > /,
  );
});

test('doctor says one line for each thing', async () => {
  const { stdout } = await cellgrad(['doctor']);
  for (const name of ['node', 'zeromq', 'kernelspec', 'jupyter'])
    assert.match(stdout, new RegExp(`^(?:ok|note|FAIL) +${name} `, 'm'));
});

test('what brings and lists backends works whatever CELLGRAD_BACKEND names; doctor says what is wrong with it', async () => {
  for (const CELLGRAD_BACKEND of ['native', 'foo']) {
    const env = { CELLGRAD_BACKEND, CELLGRAD_TENSORFLOW: '/nowhere', XDG_CACHE_HOME: join(folder, 'cache') };
    const listed = await cellgrad(['backend', 'list'], undefined, env);
    assert.deepEqual(
      [listed.code, listed.stdout],
      [0, 'none; cellgrad backend install native\n'],
      listed.stderr,
    );
    const { code, stdout } = await cellgrad(['doctor'], undefined, env);
    assert.equal(code, 1);
    assert.match(stdout, /^FAIL {2}backend +CELLGRAD_BACKEND: .*\n +fix: CELLGRAD_BACKEND=wasm, or no/m);
    assert.match(stdout, /^ok {4}backend wasm +ready/m);
  }
});
