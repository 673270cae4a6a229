import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { current, ensureReady, status, use } from '../../../src/backends/choose.js';

before(ensureReady);

const MODULE = new URL('../../../src/backends/choose.ts', import.meta.url).href;

/** Chooses in a process of its own with CELLGRAD_BACKEND set; gives the name, or the error. */
function chooseWith(value: string): string {
  const code = `const b = await import(${JSON.stringify(MODULE)});
    try { await b.ensureReady(); console.log(b.current()); } catch (e) { console.log(e.name + ': ' + e.message); }`;
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    env: { ...process.env, CELLGRAD_BACKEND: value },
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
});

test('CELLGRAD_BACKEND either runs or is an error', () => {
  assert.equal(chooseWith('cpu'), 'cpu');
  assert.equal(chooseWith('wasm'), 'wasm');
  assert.match(chooseWith('tpu'), /^ValueError: CELLGRAD_BACKEND: expected one of/);
});
