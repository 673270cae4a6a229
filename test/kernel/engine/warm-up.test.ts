import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { compileCell } from '../../../kernel/engine/compile.js';
import { WarmUp } from '../../../kernel/engine/warm-up.js';

test('compiles a piece at a time, stops when asked to, goes on, and comes to an end', async () => {
  const compiled: string[] = [];
  const warmUp = new WarmUp((source) => compiled.push(source));
  warmUp.run();
  assert.equal(compiled.length, 0, 'not in the caller');
  await turn();
  await turn();
  const before = compiled.length;
  assert.ok(before > 0);
  warmUp.pause();
  for (let i = 0; i < 5; i++) await turn();
  assert.equal(compiled.length, before);
  warmUp.run();
  for (let i = 0; i < 200; i++) await turn();
  const all = compiled.length;
  assert.ok(all > before);
  warmUp.run();
  for (let i = 0; i < 5; i++) await turn();
  assert.equal(compiled.length, all, 'once is enough');
  assert.equal(new Set(compiled).size, all, 'every text is another one');
});

test('the sample is a cell without errors that the whole compiler works on', () => {
  let sample = '';
  const warmUp = new WarmUp((source) => {
    sample = source;
    warmUp.pause();
  });
  warmUp.run();
  return turn().then(() => {
    const cell = compileCell(sample);
    assert.ok(cell.isAsync && cell.hasValue);
    assert.ok(cell.declared.has('Walker') && cell.declared.has('base'));
  });
});
