import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { Engine, type EngineMessage } from '../../../../kernel/server/supervisor.js';

// The real engine, because how it keeps a cell's context decides whether Node survives a termination.
const shown: EngineMessage[] = [];
const engine = new Engine({ folder: tmpdir(), onMessage: (message) => shown.push(message) });
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

test('late output belongs to the cell that started it, through timers, promises and awaits', async () => {
  const first = cell + 1;
  const late = `setTimeout(() => console.log('timer'), 120);
    Promise.resolve().then(() => new Promise((r) => setTimeout(r, 130))).then(() => console.log('then'));
    (async () => { await new Promise((r) => setTimeout(r, 140)); console.log('await'); })();`;
  assert.equal(await run(late), 'ok');
  await run('1');
  await run('await new Promise((r) => setTimeout(r, 250)); console.log("own")');
  const of = (id: number) =>
    shown
      .flatMap((message) => (message.type === 'stream' && message.cell === id ? [message.text] : []))
      .join('');
  assert.equal(of(first), 'timer\nthen\nawait\n');
  assert.equal(of(first + 2), 'own\n');
});

test('cells that make millions of promises go on, and the next ones too', async () => {
  const began = performance.now();
  const many = `const one = async (i) => i;
    await Promise.all(Array.from({ length: 1e6 }, (_, i) => one(i)));
    for (let i = 0; i < 1e6; i += 1) await one(i);`;
  assert.equal(await run(many), 'ok');
  assert.equal(await run('for (let i = 0; i < 1e6; i += 1) await one(i);'), 'ok');
  assert.ok(performance.now() - began < 30_000);
});
