import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../../../../kernel/engine/interrupts/outbox.js';
import { createSignals, type Posted, SIGNAL } from '../../../../kernel/engine/interrupts/signals.js';

test('messages are numbered; what was not begun is posted again, in order', () => {
  const signals = createSignals();
  const posted: Posted<string>[] = [];
  const outbox = new Outbox<string>(signals, (one) => posted.push(one));
  for (const message of ['a', 'b', 'c']) outbox.send(message);
  Atomics.store(signals, SIGNAL.RECEIVED, 1);
  assert.equal(outbox.repeat(), true);
  assert.deepEqual(
    posted.map((one) => one.kind === 'message' && `${one.seq}${one.message}`),
    ['1a', '2b', '3c', '2b', '3c'],
  );
  Atomics.store(signals, SIGNAL.RECEIVED, 3);
  assert.equal(outbox.repeat(), false);
  assert.equal(posted.length, 5);
});
