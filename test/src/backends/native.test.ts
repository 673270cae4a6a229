import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { configure, devices, status, use } from '../../../src/backends/choose.js';
import { libraryFiles } from '../../../src/backends/native/c-api.js';
import { wheelFolder } from '../../../src/backends/native/installation.js';
import { typeAttribute } from '../../../src/backends/native/types.js';
import { Variable } from '../../../src/backends/variable.js';
import { elf } from '../../elf.js';
import { nativeMissing, useNative } from '../../native.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ENTRY = new URL('../../../src/index.ts', import.meta.url).href;

function script(code: string, env: Record<string, string> = {}) {
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
}

test('options that are wrong are errors', () => {
  assert.throws(() => configure({ memoryLimit: -1 }), /memoryLimit must be a positive integer/);
  assert.throws(() => configure({ memoryGrowth: 'yes' as never }), /memoryGrowth must be true or false/);
  assert.throws(() => configure({ limit: 1 } as never), /limit/);
});

test('options for a GPU are errors on the CPU', { skip: nativeMissing }, async () => {
  configure({ memoryLimit: 2 ** 30 });
  await assert.rejects(
    use('native'),
    /memoryLimit is for the memory of a GPU, and native computes on the CPU\.\nFix: .*memoryLimit: undefined/,
  );
  configure({ memoryLimit: undefined });
  await use('native');
  assert.throws(() => configure({ memoryGrowth: false }), /memoryGrowth is for the memory of a GPU/);
});

test('computes, moves variables along, and lists its devices', { skip: nativeMissing }, async () => {
  await use('cpu');
  const kept = new Variable(tf.tensor([1, 2]));
  await useNative();
  assert.deepEqual([...tf.mul(kept, 3).dataSync()], [3, 6]);
  assert.ok(devices().some(({ type }) => type === 'CPU'));
  assert.throws(() => configure({ threads: 1 }), /TensorFlow has begun already/);
  const found = await status();
  assert.equal(found.current, 'native');
  const row = found.rows.find(({ name }) => name === 'cuda');
  assert.match(`${row?.state} ${row?.why}`, /absent TensorFlow .* is built without CUDA/);
  await use('cpu');
  assert.deepEqual([...kept.dataSync()], [1, 2]);
});

test('is set up until it computes, also where it was chosen by itself', { skip: nativeMissing }, () => {
  const { stdout, stderr } = script(`
    const { backends, tf } = await import(${JSON.stringify(ENTRY)});
    backends.configure({ threads: 1 });
    backends.configure({ threads: 2 });
    console.log(backends.current(), tf.add(1, 2).dataSync()[0]);
    try {
      backends.configure({ threads: 1 });
    } catch (error) {
      console.log(error.message);
    }
  `);
  assert.match(stdout, /^native 3\nbackends\.configure: TensorFlow has begun already/, stderr);
  assert.match(stdout, /Fix: restart, and call backends\.configure before anything is computed/);
});

test('values of every type come back as they went', { skip: nativeMissing }, async () => {
  const backend = await useNative();
  for (const [values, dtype] of [
    [[1.5, -2], 'float32'],
    [[1, -2], 'int32'],
    [[1, 0], 'bool'],
  ] as const) {
    const back = tf.gather(tf.tensor([...values], [2], dtype), [0, 1]);
    assert.deepEqual(Array.from(back.dataSync() as unknown as unknown[]), [...values], dtype);
  }
  const texts = backend.executeSingleOutput(
    'Identity',
    [typeAttribute('T', 'string')],
    [tf.tensor(['a', 'bé'])],
  );
  assert.deepEqual(texts.dataSync<'string'>(), ['a', 'bé']);
  assert.throws(() => tf.gather(tf.tensor([1, 2]), tf.tensor1d([2], 'int32')), /is not in \[0, 1\]/);
});

test('a process ends cleanly, also while operations may still run', { skip: nativeMissing }, () => {
  const code = `const { tf } = await import(${JSON.stringify(ENTRY)});
    tf.matMul(tf.ones([500, 500]), tf.ones([500, 500])); console.log(tf.getBackend());`;
  const { status: exit, stdout, stderr } = script(code, { CELLGRAD_BACKEND: 'native' });
  assert.deepEqual([exit, stdout.trim(), stderr], [0, 'tensorflow', '']);
});

test('where one of two libraries does not load, the next backend is chosen, and the process ends', {
  skip: nativeMissing,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-native-'));
  try {
    const [framework, tensorflow] = libraryFiles() as [string, string];
    const wheel = wheelFolder(process.env['CELLGRAD_TENSORFLOW']!);
    symlinkSync(join(wheel, framework), join(folder, framework));
    for (const [bytes, why] of [
      [elf(), /^native absent backends: native: TensorFlow in .* does not load: /],
      [elf().subarray(0, 100), /^native absent .*libtensorflow_cc\.so\.2 lacks its end\nwasm/],
    ] as const) {
      writeFileSync(join(folder, tensorflow), bytes);
      const code = `const { backends } = await import(${JSON.stringify(ENTRY)});
        for (const { name, state, why } of (await backends.status()).rows) if (name === 'native') console.log(name, state, why);
        console.log(backends.current());`;
      const { status, stdout, stderr } = script(code, { CELLGRAD_TENSORFLOW: folder, CELLGRAD_BACKEND: '' });
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, why);
      assert.match(stdout, /\nwasm\n$/);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('cuda that finds no GPU leaves native to the TensorFlow that it loaded', { skip: nativeMissing }, () => {
  const cache = mkdtempSync(join(tmpdir(), 'cellgrad-native-'));
  try {
    const [framework, tensorflow] = libraryFiles() as [string, string];
    const wheel = wheelFolder(process.env['CELLGRAD_TENSORFLOW']!);
    for (const name of ['cuda', 'native']) {
      const folder = join(cache, 'cellgrad', 'backends', name, 'tensorflow');
      mkdirSync(join(folder, 'python', 'platform'), { recursive: true });
      writeFileSync(join(folder, 'python', 'platform', 'build_info.py'), "'is_cuda_build': True");
      symlinkSync(join(wheel, tensorflow), join(folder, tensorflow));
      // Two files: one that is loaded twice would be the same library.
      copyFileSync(join(wheel, framework), join(folder, framework));
    }
    const code = `const { backends, tf } = await import(${JSON.stringify(ENTRY)});
      console.log(backends.current(), tf.add(1, 2).dataSync()[0]);
      console.log((await backends.status()).rows[0].why);
      await backends.use('cuda').catch(({ message }) => console.log(message));
      await backends.use('native');
      console.log(tf.add(1, 2).dataSync()[0]);`;
    for (const [name, lines] of [
      [
        '',
        /^native 3\nbackends: TensorFlow found no NVIDIA GPU that it can use\.\nbackends: cuda cannot be used here/,
      ],
      ['native', /^native 3\nnative runs in this process already\n/],
    ] as const) {
      const env = { CELLGRAD_TENSORFLOW: '', XDG_CACHE_HOME: cache, CELLGRAD_BACKEND: name };
      const { status, stdout, stderr } = script(code, env);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, lines);
      assert.match(stdout, /\nFix: restart, then await backends\.use\('cuda'\)\n3\n$/);
    }
  } finally {
    rmSync(cache, { recursive: true });
  }
});

test('without a wheel the next backend is chosen, and by name it is an error', () => {
  const code = `const { backends } = await import(${JSON.stringify(ENTRY)}); console.log(String(await backends.status()));`;
  const missing = { CELLGRAD_TENSORFLOW: '/nowhere' };
  const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: ROOT,
    env: { ...process.env, ...missing, CELLGRAD_BACKEND: '' },
    encoding: 'utf8',
  });
  assert.match(out, /native {3}absent {3}\/nowhere has no libtensorflow/);
  assert.doesNotMatch(out, /^> native/m);
  const computes = `const { tf } = await import(${JSON.stringify(ENTRY)}); tf.zeros([1]);`;
  const named = script(computes, { ...missing, CELLGRAD_BACKEND: 'native' });
  assert.notEqual(named.status, 0);
  assert.match(named.stderr, /CELLGRAD_BACKEND: native cannot be used here: \/nowhere has no/);
});
