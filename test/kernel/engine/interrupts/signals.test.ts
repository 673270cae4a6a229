import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSignals, SIGNAL } from '../../../../kernel/engine/interrupts/signals.js';

test('each signal has a word of its own, in memory that threads share', () => {
  const signals = createSignals();
  const places = Object.values(SIGNAL);
  assert.equal(new Set(places).size, places.length);
  assert.equal(signals.length, places.length);
  assert.ok(signals.buffer instanceof SharedArrayBuffer);
});
