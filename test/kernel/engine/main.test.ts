import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ENGINE_ENTRY } from '../../../kernel/server/launch.js';
import { startProcess } from '../stub/engine-process.js';

const engine = startProcess(ENGINE_ENTRY);
after(() => engine.kill());

test('the engine runs TypeScript', async () => {
  engine.execute(1, 'const n: number = 6; n * 7');
  await engine.done(1);
  const result = engine.received.find((one) => one.type === 'result');
  assert.match(String(result?.type === 'result' && result.data['text/plain']), /42/);
});

test('text goes to the cell that printed it', async () => {
  engine.execute(2, 'setTimeout(() => console.log("late"), 50); 0');
  engine.execute(3, 'await new Promise((resolve) => setTimeout(resolve, 100))');
  await engine.done(3);
  const late = engine.received.find((one) => one.type === 'stream' && one.text === 'late\n');
  assert.equal(late?.type === 'stream' && late.cell, 2);
});
