import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { Engine } from '../../../kernel/server/supervisor.js';

// The real engine, because it is its AsyncLocalStorage that makes Node check the stack of async ids.
const engine = new Engine({ folder: tmpdir(), onMessage: () => {} });
after(() => engine.shutdown());

let cell = 0;
async function run(code: string, interrupted = false): Promise<string> {
  cell += 1;
  const ended = engine.execute({ cell, count: cell, code });
  const timer = interrupted ? setTimeout(() => engine.interrupt(), 150) : undefined;
  const outcome = await ended;
  clearTimeout(timer);
  return outcome.status === 'ok' ? 'ok' : outcome.error.ename;
}

test('terminations in callbacks and behind awaits leave the process and its variables alive', async () => {
  await engine.ready();
  assert.equal(await run('let kept = 41'), 'ok');
  const { pid } = engine;
  const stuck = [
    'while (true) {}',
    'while (true) {}',
    'while (true) {}',
    'await 0; while (true) {}',
    'await new Promise((r) => setTimeout(() => { while (true) {} }, 5))',
    'process.nextTick(() => { while (true) {} }); await new Promise(() => {})',
    'queueMicrotask(() => { while (true) {} }); await new Promise(() => {})',
    'while (true) {}',
  ];
  for (const code of stuck) assert.equal(await run(code, true), 'KeyboardInterrupt', code);
  assert.equal(engine.pid, pid);
  assert.equal(await run('if (kept !== 41) throw new Error(String(kept))'), 'ok');
});
