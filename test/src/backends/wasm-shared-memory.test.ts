import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../src/backends/wasm.js';
import { shareMemory, withSharedMemory } from '../../../src/backends/wasm-shared-memory.js';

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
