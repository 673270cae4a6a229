import assert from 'node:assert/strict';
import { before, it, mock } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { LossWatch } from '../../../src/models/loss-watch.js';

before(ensureReady);

it('names the first NaN once, by epoch and batch, and keeps nothing', async () => {
  const warn = mock.method(console, 'warn', () => {});
  const start = tf.memory().numTensors;
  const watch = new LossWatch();
  const add = (...losses: number[]) => {
    for (const loss of losses) tf.tidy(() => watch.add({ values: tf.scalar(loss), batches: 1 }));
  };
  watch.begin();
  add(1, 2);
  await watch.look(0);
  watch.begin();
  add(1);
  await watch.look(1);
  add(3, Number.NaN, Number.NaN);
  await watch.look(1);
  add(Number.NaN);
  await watch.look(1);
  watch.end();
  assert.equal(warn.mock.callCount(), 1);
  assert.match(String(warn.mock.calls[0]?.arguments[0]), /the loss is NaN from epoch 2, batch 3 on/);
  assert.equal(tf.memory().numTensors, start);
  warn.mock.restore();
});
