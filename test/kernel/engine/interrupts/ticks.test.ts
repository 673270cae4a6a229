import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSignals, SIGNAL } from '../../../../kernel/engine/interrupts/signals.js';
import { watchTicks } from '../../../../kernel/engine/interrupts/ticks.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('ticks run with their arguments, and end while the watchdog says so', async () => {
  const signals = createSignals();
  const restore = watchTicks(signals);
  try {
    const seen: unknown[] = [];
    process.nextTick((...args: unknown[]) => seen.push(args), 1, 'a');
    await turn();
    assert.deepEqual(seen, [[1, 'a']]);
    assert.throws(() => process.nextTick(1 as never), { code: 'ERR_INVALID_ARG_TYPE' });
    let ticks = 0;
    const again = () => {
      ticks += 1;
      if (ticks === 5) Atomics.store(signals, SIGNAL.DROP_TICKS, 1);
      process.nextTick(again);
    };
    again();
    await turn();
    Atomics.store(signals, SIGNAL.DROP_TICKS, 0);
    await turn();
    assert.equal(ticks, 5);
  } finally {
    restore();
  }
});
