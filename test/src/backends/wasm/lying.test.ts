import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../../../../src/backends/choose.js';
import { collectForgotten } from '../../../../src/backends/memory.js';
import { lyingValues } from '../../../../src/backends/recording/late-values.js';
import { LyingValues } from '../../../../src/backends/wasm/lying.js';

test('values stay where they lie when the tensor is disposed of and the memory grows', async () => {
  await use('wasm');
  const x = tf.range(0, 1000);
  const values = lyingValues(x)!;
  x.dispose();
  const others = [1000, 1000, 2 ** 24].map((size) => tf.fill([size], 7));
  assert.deepEqual([...values], [...Array(1000).keys()]);
  assert.deepEqual([...lyingValues(tf.tensor([1, 0], [2], 'bool'))!], [1, 0]);
  assert.equal(lyingValues(tf.tensor(['text'])), null);
  assert.equal(lyingValues(tf.zeros([0])), null);
  tf.dispose(others);
});

test('memory that somebody looks at is given back when nobody does any more', async () => {
  const freed: number[] = [];
  const wasm = {
    asm: { memory: { buffer: new SharedArrayBuffer(64) } },
    _free: (at: number) => freed.push(at),
  };
  const entry = { memoryOffset: 16, dtype: 'float32', shape: [2] };
  const lying = new LyingValues({ wasm, dataIdMap: { get: () => entry } } as unknown as BackendWasm);
  let views = [lying.of({}), lying.of({})];
  assert.ok(lying.has(views[0]!) && !lying.has(new Float32Array(2)));
  wasm._free(8);
  wasm._free(16);
  assert.deepEqual(freed, [8]);
  views = views.slice(1);
  const collect = async () => {
    collectForgotten();
    await wait(10);
  };
  for (let i = 0; i < 5; i++) await collect();
  assert.deepEqual(freed, [8]);
  assert.deepEqual([...views[0]!], [0, 0]);
  views = [];
  for (let i = 0; i < 50 && freed.length < 2; i++) await collect();
  assert.deepEqual(freed, [8, 16]);
});
