import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { shareMemory, withSharedMemory } from '../../../../src/backends/wasm/shared-memory.js';
import { wasm } from '../../../../src/backends/wasm.js';

test("the backend's memory is shared, also after it has grown, and what is read from it is not", async () => {
  await wasm.load();
  const { memory } = (tf.backend() as unknown as { wasm: { asm: { memory: { buffer: object } } } }).wasm.asm;
  const before = memory.buffer;
  assert.ok(before instanceof SharedArrayBuffer);
  const large = tf.ones([2 ** 23]);
  assert.notEqual(memory.buffer, before);
  assert.ok(memory.buffer instanceof SharedArrayBuffer);
  assert.ok(large.dataSync().buffer instanceof ArrayBuffer);
  large.dispose();
});

test('other modules stay as they are, and afterwards all do', async () => {
  // A module with a memory of 1 to 2 pages.
  const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 4, 1, 1, 1, 2);
  assert.equal(shareMemory(bytes), bytes);
  const platform = (globalThis as unknown as { WebAssembly: { instantiate: unknown } }).WebAssembly;
  const { instantiate } = platform;
  await assert.rejects(
    withSharedMemory(async () => {
      assert.notEqual(platform.instantiate, instantiate);
      throw new Error('no');
    }),
    /no/,
  );
  assert.equal(platform.instantiate, instantiate);
});

test('where a shared memory cannot be had, the module gets one of its own', async () => {
  const platform = (globalThis as unknown as { WebAssembly: { instantiate: unknown } }).WebAssembly;
  const { instantiate } = platform;
  // A module with a memory of 1 to 2 pages, and a custom section with tfjs's word.
  const word = [...Buffer.from('register_tensor')];
  const custom = [0, word.length + 1, word.length, ...word];
  const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...custom, 5, 4, 1, 1, 1, 2);
  const given: number[] = [];
  platform.instantiate = async (module: Uint8Array) => {
    given.push(module.at(-3)!);
    if (given.length === 1) throw new RangeError('could not allocate memory');
    return 'instance';
  };
  try {
    const got = await withSharedMemory(() =>
      (platform.instantiate as (bytes: Uint8Array) => Promise<unknown>)(bytes),
    );
    assert.equal(got, 'instance');
  } finally {
    platform.instantiate = instantiate;
  }
  assert.deepEqual(given, [3, 1]);
});
