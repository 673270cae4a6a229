import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import {
  checkInterrupt,
  clearInterrupt,
  interruptCount,
  isInterrupted,
  onInterrupt,
  raiseInterrupt,
} from '../../../src/support/interrupt.js';

afterEach(clearInterrupt);

test('raised work stops, cleared work goes on', () => {
  checkInterrupt();
  raiseInterrupt();
  assert.ok(isInterrupted());
  assert.throws(checkInterrupt, { name: 'KeyboardInterrupt' });
  clearInterrupt();
  checkInterrupt();
});

test('work that began before an interrupt stops also after it was cleared', () => {
  const since = interruptCount();
  checkInterrupt(since);
  raiseInterrupt();
  clearInterrupt();
  assert.throws(() => checkInterrupt(since), { name: 'KeyboardInterrupt' });
  checkInterrupt(interruptCount());
});

test('listeners hear it until they are taken away', () => {
  let heard = 0;
  const stop = onInterrupt(() => heard++);
  raiseInterrupt();
  stop();
  raiseInterrupt();
  assert.equal(heard, 1);
});

test('the engine and every copy of the library share one signal', () => {
  raiseInterrupt();
  const shared = (globalThis as Record<symbol, { raised: boolean }>)[Symbol.for('cellgrad.interrupt')];
  assert.equal(shared?.raised, true);
});
