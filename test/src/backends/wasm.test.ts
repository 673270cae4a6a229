import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../src/backends/wasm.js';

test('two that ask for it at once both get it', async () => {
  await Promise.all([wasm.load(), wasm.load()]);
  assert.equal(tf.getBackend(), 'wasm');
});

test('it is ready, says what it runs on, and trains: kernels that tfjs lacks are there', async () => {
  const found = await wasm.probe();
  assert.equal(found.state, 'ready');
  assert.match(found.why, /SIMD, \d+ threads?$/);
  await wasm.load();
  assert.equal(tf.getBackend(), 'wasm');
  for (const kernel of ['Conv2DBackpropFilter', 'UnsortedSegmentSum', 'CellgradAdam'])
    assert.ok(tf.getKernel(kernel, 'wasm'), kernel);
  assert.deepEqual([...tf.add(tf.tensor([1]), 1).dataSync()], [2]);
});

test('it leaves uncaught errors of the process to others', async () => {
  await wasm.load();
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    for (const listener of process.listeners(event as 'uncaughtException'))
      assert.doesNotMatch(String(listener), /throw (?:ex|reason)/);
});
