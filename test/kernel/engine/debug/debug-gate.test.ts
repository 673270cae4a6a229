import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DebugGate } from '../../../../kernel/engine/debug/debug-gate.js';
import { turn } from '../../../../kernel/engine/interrupts/waits.js';

test('a closed gate holds each script until it is let through; an open one holds nobody', async () => {
  const gate = new DebugGate();
  assert.ok(!gate.isClosed);
  gate.close();
  assert.ok(gate.isClosed);
  const passed: string[] = [];
  for (const file of ['a', 'b', 'c']) void gate.wait(file).then(() => passed.push(file));
  await turn();
  assert.deepEqual(passed, []);
  gate.open('b');
  gate.open('unknown');
  await turn();
  assert.deepEqual(passed, ['b']);
  gate.open();
  await turn();
  assert.deepEqual(passed, ['b', 'a', 'c']);
  assert.ok(!gate.isClosed);
});
