import assert from 'node:assert/strict';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { GradientTape } from '../../../src/backends/gradients/gradient-tape.js';
import { memory } from '../../../src/backends/memory.js';
import { Variable } from '../../../src/backends/variable.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

before(ensureReady);

/** Collects garbage until no more tensors than `count` are alive; fails if that does not happen. */
async function reclaimedTo(count: number): Promise<void> {
  for (let i = 0; i < 50 && tf.memory().numTensors > count; i++) {
    collect();
    await wait(10);
  }
  assert.equal(tf.memory().numTensors, count);
}

test('forgotten tensors, variables and tapes are reclaimed', async () => {
  const before = tf.memory().numTensors;
  (() => {
    tf.add(tf.ones([10]), 1);
    new Variable(tf.ones([10])).assign(tf.zeros([10]));
    const x = new Variable(tf.scalar(2));
    new GradientTape().run(() => tf.square(tf.mul(x, x)));
  })();
  assert.ok(tf.memory().numTensors > before);
  await reclaimedTo(before);
});

test('what is still used stays, and what was disposed of is not counted twice', async () => {
  const before = tf.memory().numTensors;
  const kept = tf.tidy(() => tf.mul(tf.ones([4]), 3));
  (() => {
    tf.ones([3]).dispose();
    kept.clone();
    tf.tensor(['text']);
  })();
  await reclaimedTo(before + 1);
  assert.deepEqual([...kept.dataSync()], [3, 3, 3, 3]);
  kept.dispose();
  await reclaimedTo(before);
});

test('memory says how much is held, and by whom', () => {
  const before = memory();
  const kernel = new Variable(tf.zeros([100, 10]), { name: 'kernel', path: 'dense/kernel' });
  const after = memory();
  // The variable and the tensor that it was made of.
  assert.equal(after.tensors - before.tensors, 2);
  tf.tidy(() => kernel.assign(tf.ones([100, 10])));
  const line = memory().owners.find(({ owner }) => owner === 'dense/kernel');
  assert.deepEqual(line, { owner: 'dense/kernel', tensors: 1, bytes: 4000 });
  assert.equal(
    after.owners.reduce((sum, { bytes }) => sum + bytes, 0),
    after.bytes,
  );
  kernel.dispose();
  assert.ok(!memory().owners.some(({ owner }) => owner === 'dense/kernel'));
});

test('large tensors that are forgotten one after the other do not pile up', async () => {
  const before = tf.memory().numBytes;
  let most = 0;
  for (let i = 0; i < 60; i++) {
    tf.zeros([4 * 2 ** 20]);
    most = Math.max(most, tf.memory().numBytes - before);
    await wait(1);
  }
  assert.ok(most < 600 * 2 ** 20, `${most} bytes at once, of 960 MiB`);
});

test('garbage is collected on purpose for what was forgotten, not for what was disposed of', async () => {
  const { NODE_PERFORMANCE_GC_MAJOR: major, NODE_PERFORMANCE_GC_FLAGS_FORCED: forced } = constants;
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { kind, flags } = (entry as unknown as { detail: { kind: number; flags: number } }).detail;
      if (kind === major && (flags & forced) !== 0) collections += 1;
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  for (let i = 0; i < 100; i++) tf.zeros([2 ** 20]).dispose();
  await wait(10);
  assert.equal(collections, 0);
  for (let i = 0; i < 100; i++) tf.zeros([2 ** 20]);
  await wait(10);
  observer.disconnect();
  assert.ok(collections > 0, 'none after 400 MiB that were forgotten');
});
