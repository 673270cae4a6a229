import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { StepClock } from '../../../src/models/step-clock.js';
import { clearInterrupt, raiseInterrupt } from '../../../src/support/interrupt.js';

afterEach(clearInterrupt);

it('is due after a slice of time, and lets timers run', async () => {
  const clock = new StepClock();
  const now = performance.now();
  assert.equal(clock.due(now), false);
  assert.equal(clock.due(now + 1000), true);
  let ran = false;
  setImmediate(() => {
    ran = true;
  });
  await clock.breathe();
  assert.equal(ran, true);
});

it('hears the interrupt before and while it waits', async () => {
  const clock = new StepClock();
  clock.check();
  setImmediate(raiseInterrupt);
  await assert.rejects(clock.breathe(), { name: 'KeyboardInterrupt' });
  assert.throws(() => clock.check(), { name: 'KeyboardInterrupt' });
});

it('hears an interrupt that was cleared while its work waited', () => {
  const clock = new StepClock();
  raiseInterrupt();
  clearInterrupt();
  assert.throws(() => clock.check(), { name: 'KeyboardInterrupt' });
  new StepClock().check();
});
