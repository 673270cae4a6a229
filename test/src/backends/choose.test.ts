import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { current, ensureReady, status, use } from '../../../src/backends/choose.js';

before(ensureReady);

const ENTRY = new URL('../../../src/index.ts', import.meta.url).href;
const MODULE = new URL('../../../src/backends/choose.ts', import.meta.url).href;

/** Chooses in a process of its own with CELLGRAD_BACKEND set; gives the name, or the error. */
function chooseWith(value: string): string {
  const code = `const b = await import(${JSON.stringify(MODULE)});
    try { await b.ensureReady(); console.log(b.current()); } catch (e) { console.log(e.name + ': ' + e.message); }`;
  return inProcess(code, { CELLGRAD_BACKEND: value });
}

/** What a program prints that runs in a process of its own. */
function inProcess(code: string, env: Record<string, string>): string {
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    env: { ...process.env, ...env },
    encoding: 'utf8',
  }).trim();
}

test('a backend is in use, and every candidate says whether and why', async () => {
  const found = await status();
  assert.deepEqual(
    found.rows.map(({ name }) => name),
    ['cuda', 'native', 'webgpu', 'wasm', 'cpu'],
  );
  assert.equal(found.current, current());
  for (const row of found.rows) {
    assert.ok(row.why.length > 0);
    if (row.state === 'absent') assert.ok(row.fix && row.fix.length > 0, `${row.name} has no fix`);
  }
});

test('one can change to another and back; tensors go along', async () => {
  const name = current();
  const x = tf.tensor([1, 2, 3]);
  assert.equal((await use('cpu')).current, 'cpu');
  assert.match(String(await status()), /cpu is in use \(asked for by name\)/);
  const y = tf.mul(x, 2);
  assert.deepEqual([...y.dataSync()], [2, 4, 6]);
  await use(name);
  assert.deepEqual([...tf.add(y, 1).dataSync()], [3, 5, 7]);
});

test('an unknown name is an error that names the near one', async () => {
  await assert.rejects(
    use('wsm' as never),
    /expected one of cuda, native, webgpu, wasm, cpu; received "wsm"\.\nFix: 'wasm'/,
  );
  await assert.rejects(
    use(undefined as never),
    /backends\.use: expected one of .*; received undefined\.\nFix: one of/,
  );
});

test('CELLGRAD_BACKEND either runs or is an error', () => {
  assert.equal(chooseWith('cpu'), 'cpu');
  assert.equal(chooseWith('wasm'), 'wasm');
  assert.match(
    chooseWith('metal'),
    /^ValueError: CELLGRAD_BACKEND: expected one of cuda.*; received "metal"\.\nFix: one of cuda/,
  );
});

test('the library loads although what CELLGRAD_BACKEND names is absent; another can be chosen', () => {
  const out = inProcess(
    `const { backends, tf } = await import(${JSON.stringify(ENTRY)});
    const attempt = (work) => { try { work(); console.log('no error'); } catch (e) { console.log(e.message); } };
    for (const work of [() => tf.tensor([1]), () => tf.fill([2], 1), backends.current, backends.devices]) attempt(work);
    const status = await backends.status();
    console.log(status.current, status.reason);
    await backends.use('wasm');
    console.log(tf.add(1, 2).dataSync()[0], backends.current(), (await backends.status()).reason);`,
    { CELLGRAD_BACKEND: 'native', CELLGRAD_TENSORFLOW: '/nowhere' },
  );
  const refused = 'CELLGRAD_BACKEND: native cannot be used here: /nowhere has no ';
  const lines = out.split('\n').filter((line) => !line.startsWith('Fix: CELLGRAD_TENSORFLOW='));
  assert.equal(lines.length, 6, out);
  for (const line of lines.slice(0, 4)) assert.ok(line.startsWith(refused), line);
  assert.ok(lines[4]!.startsWith(`undefined ${refused}`), lines[4]);
  assert.equal(lines[5], '3 wasm asked for by name');
});
