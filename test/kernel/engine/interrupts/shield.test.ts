import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { type CellContext, cellContext } from '../../../../kernel/engine/context/cell-context.js';
import { Shield } from '../../../../kernel/engine/interrupts/shield.js';
import { createSignals, SIGNAL } from '../../../../kernel/engine/interrupts/signals.js';

const cell: CellContext = { id: 1, count: 1, source: '', allowStdin: false, ended: false };

test('it is up until it was taken down as often, or until a reset', () => {
  const signals = createSignals();
  const shield = new Shield(signals);
  const isUp = () => Atomics.load(signals, SIGNAL.SHIELD) === 1;
  shield.up();
  shield.up();
  shield.down();
  assert.ok(isUp());
  shield.down();
  assert.ok(!isUp());
  shield.down();
  shield.up();
  shield.up();
  shield.reset(0);
  assert.ok(!isUp());
  shield.reset(1);
  shield.down();
  assert.ok(!isUp());
});

test('an interrupt is told of once, to a cell that is at work and not behind the shield', () => {
  const signals = createSignals();
  const shield = new Shield(signals);
  const isAsked = () => cellContext.run(cell, () => shield.isAsked());
  assert.ok(!isAsked());
  Atomics.store(signals, SIGNAL.ASKED, 1);
  assert.ok(!shield.isAsked());
  shield.up();
  assert.ok(!isAsked());
  shield.down();
  assert.deepEqual([isAsked(), isAsked()], [true, false]);
  Atomics.store(signals, SIGNAL.ASKED, 2);
  Atomics.store(signals, SIGNAL.INTERRUPTED, 2);
  assert.ok(!isAsked());
});

test('work does not begin while a termination is on its way', async () => {
  const signals = createSignals();
  Atomics.store(signals, SIGNAL.TERMINATING, 1);
  const code = `const { workerData: { signals, slots } } = require('node:worker_threads');
    setTimeout(() => {
      const before = Atomics.load(signals, slots.SHIELD);
      Atomics.store(signals, slots.TERMINATING, before === 0 ? 0 : 2);
    }, 5);`;
  const worker = new Worker(code, { eval: true, workerData: { signals, slots: SIGNAL } });
  await new Promise((resolve) => worker.once('online', resolve));
  new Shield(signals, 60_000).up();
  assert.deepEqual(
    [SIGNAL.TERMINATING, SIGNAL.SHIELD].map((slot) => Atomics.load(signals, slot)),
    [0, 1],
  );
  await worker.terminate();
});
