import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { cpu } from '../../../src/backends/cpu.js';

test('it is always ready, and its first use prints no advertisement', async (t) => {
  assert.deepEqual(await cpu.probe(), { state: 'ready', why: 'plain JavaScript' });
  const warn = t.mock.method(console, 'warn', () => undefined);
  await cpu.load();
  assert.equal(tf.getBackend(), 'cpu');
  assert.deepEqual([...tf.add(tf.tensor([1]), 1).dataSync()], [2]);
  assert.equal(warn.mock.callCount(), 0);
});
