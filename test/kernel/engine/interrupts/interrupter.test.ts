/** Stuck cells of every kind, in one engine: each is interrupted over the link, and nothing is lost by it. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Interrupter } from '../../../../kernel/engine/interrupts/interrupter.js';
import { createSignals, SIGNAL } from '../../../../kernel/engine/interrupts/signals.js';
import { Engine, type EngineMessage } from '../../../../kernel/server/supervisor.js';

/** Code that prints `stuck` when (or, for what cannot print any more, before) nothing ends it but an interrupt. */
const STUCK: Readonly<Record<string, string>> = {
  'an endless loop': `console.log('stuck'); while (true) {}`,
  'a loop after an await': `await 0; console.log('stuck'); while (true) {}`,
  'a loop in try with catch and finally': `for (;;) {
    try { console.log('stuck'); while (true) {} } catch {} finally { kept.finallyRan = true; }
  }`,
  'a loop that calls functions and allocates': `console.log('stuck');
    const list = []; for (;;) { list.push({}); if (list.length > 1000) list.length = 0; }`,
  'a generator without end': `function* all() { for (let n = 0; ; n++) yield n; }
    console.log('stuck'); for (const n of all()) kept.n = n;`,
  'a loop that prints': `for (;;) console.log('stuck');`,
  'a loop in a timer': `await new Promise(() => setTimeout(() => { console.log('stuck'); while (true) {} }, 1));`,
  'a loop in setImmediate': `await new Promise(() => setImmediate(() => { console.log('stuck'); while (true) {} }));`,
  'a loop in nextTick': `await new Promise(() => process.nextTick(() => { console.log('stuck'); while (true) {} }));`,
  'a loop in queueMicrotask': `await new Promise(() => queueMicrotask(() => { console.log('stuck'); while (true) {} }));`,
  'callbacks of nextTick that work': `console.log('stuck');
    const more = () => { process.nextTick(more); for (let i = 0; i < 1e5; i++); };
    more(); await new Promise(() => {});`,
  'microtasks without end': `console.log('stuck'); async function spin() { for (;;) await 0; } await spin();`,
  'nextTicks without end': `console.log('stuck');
    const again = () => process.nextTick(again); again(); await new Promise(() => {});`,
  'immediates without end': `console.log('stuck');
    for (;;) await new Promise((resolve) => setImmediate(resolve));`,
  'a loop in a socket callback': `import net from 'node:net';
    const server = net.createServer(() => { console.log('stuck'); while (true) {} }).listen(0, '127.0.0.1', () => {
      net.connect(server.address().port, '127.0.0.1');
    });
    await new Promise(() => {});`,
  'a loop in an event listener': `const target = new EventTarget();
    target.addEventListener('x', () => { console.log('stuck'); while (true) {} });
    target.dispatchEvent(new Event('x'));`,
  'a regular expression': `console.log('stuck'); /^(a+)+$/.test('a'.repeat(60) + 'b');`,
  'Atomics.wait': `console.log('stuck'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
  'a sort': `console.log('stuck'); for (;;) new Float64Array(1e6).map(Math.random).sort();`,
  'a sort with a comparison': `console.log('stuck');
    Array.from({ length: 100 }, Math.random).sort(() => { while (true) {} });`,
  'a getter': `console.log('stuck'); JSON.stringify({ get x() { while (true) {} } });`,
  'a promise that is never settled': `console.log('stuck'); await new Promise(() => {});`,
  'a sleep': `console.log('stuck'); await new Promise((resolve) => setTimeout(resolve, 1e6));`,
  'a sleep in a function': `const nap = async () => { await new Promise((resolve) => setTimeout(resolve, 1e6)); };
    console.log('stuck'); await nap();`,
  'for await over what never ends': `import { setTimeout as sleep } from 'node:timers/promises';
    async function* ticks() { for (let n = 0; ; n++) { await sleep(1); yield n; } }
    console.log('stuck'); for await (const n of ticks()) kept.n = n;`,
  'an import that never ends': `import './endless.mjs';`,
  'an import that waits for ever': `await import('./waiting.mjs');`,
  WebAssembly: `const loop = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0,
      10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11]);
    const { instance } = await WebAssembly.instantiate(loop); console.log('stuck'); instance.exports.f();`,
  'a native call (it ends first)': `import { pbkdf2Sync } from 'node:crypto';
    console.log('stuck'); for (;;) pbkdf2Sync('a', 'b', 3e5, 64, 'sha512');`,
  'a child process that is waited for': `import { execSync } from 'node:child_process';
    console.log('stuck'); execSync('sleep 1000');`,
  'a question that nobody answers': `console.log('stuck'); await prompt('?');`,
};

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-interrupt-'));
writeFileSync(join(folder, 'endless.mjs'), `console.log('stuck'); while (true) {}`);
writeFileSync(
  join(folder, 'waiting.mjs'),
  `console.log('stuck'); await new Promise(() => setTimeout(() => {}, 1e6));`,
);

let messages: EngineMessage[] = [];
let wake = () => {};
let engine: Engine;
let cell = 0;

before(async () => {
  engine = new Engine({
    folder,
    onMessage(message) {
      messages.push(message);
      wake();
    },
  });
  await run('const kept = { n: 0, finallyRan: false }; let x = 41;');
});

after(() => engine.shutdown());

function run(code: string) {
  messages = [];
  return engine.execute({ cell: ++cell, count: cell, code, allowStdin: true });
}

const text = () => messages.map((message) => (message.type === 'stream' ? message.text : '')).join('');

async function stuck(): Promise<void> {
  while (!text().includes('stuck')) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

for (const [kind, code] of Object.entries(STUCK)) {
  test(`${kind} is interrupted, the variables stay, the next cell runs`, async (context) => {
    const { pid } = engine;
    const running = run(code);
    await Promise.race([stuck(), running]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const began = performance.now();
    engine.interrupt();
    const outcome = await running;
    context.diagnostic(`ended after ${Math.round(performance.now() - began)} ms`);
    assert.equal(outcome.status === 'error' && outcome.error.ename, 'KeyboardInterrupt');
    const next = await run('console.log(x + 1)');
    assert.equal(next.status, 'ok', JSON.stringify(next));
    assert.match(text(), /42\n/);
    assert.equal(engine.pid, pid, 'the engine is still the same process');
  });
}

test('a local file that was interrupted while it loaded loads again', async () => {
  for (let again = 0; again < 2; again++) {
    const running = run(`import './endless.mjs';`);
    await stuck();
    engine.interrupt();
    const outcome = await running;
    assert.equal(outcome.status === 'error' && outcome.error.ename, 'KeyboardInterrupt');
  }
});

test('a tidy that was terminated is closed', async () => {
  await run('tf.zeros([1]).dispose()');
  const running = run(`tf.tidy(() => tf.tidy(() => { console.log('stuck'); while (true) {} }));`);
  await stuck();
  engine.interrupt();
  await running;
  await run('console.log("open:", tf.engine().state.scopeStack.length)');
  assert.match(text(), /open: 0/);
});

test('finally runs in what awaits, also when it awaits itself', async () => {
  const running = run(`let steps = [];
    try { console.log('stuck'); await new Promise(() => {}); }
    finally { await new Promise((resolve) => setTimeout(resolve, 1)); steps.push('cleaned'); }`);
  await stuck();
  engine.interrupt();
  await running;
  await run('console.log(steps.join())');
  assert.equal(text(), 'cleaned\n');
});

test('an interrupt while nothing runs does not stop the next cell', async () => {
  engine.interrupt();
  assert.equal((await run('await new Promise((resolve) => setTimeout(resolve, 20)); x')).status, 'ok');
});

test('what a cell left behind, stuck in a timer, is interrupted while no cell runs', async () => {
  await run(`setTimeout(() => { console.log('stuck'); while (true) {} }, 500);`);
  await stuck();
  engine.interrupt();
  assert.equal((await run('x')).status, 'ok');
});

test('a comm message that arrives during a cell does not keep the cell from being interrupted', async () => {
  await run(`comms.register('echo', (comm) => comm.onMessage(({ data }) => comm.send(data)));`);
  const comm = { comm: 'c1', metadata: {}, buffers: [] };
  await engine.comm(++cell, { ...comm, action: 'open', target: 'echo', data: {} });
  const running = run(`console.log('stuck'); await new Promise(() => {});`);
  await stuck();
  await engine.comm(++cell, { ...comm, action: 'msg', data: { n: 1 } });
  assert.ok(messages.some((message) => message.type === 'comm' && message.data['n'] === 1));
  engine.interrupt();
  const outcome = await running;
  assert.equal(outcome.status === 'error' && outcome.error.ename, 'KeyboardInterrupt');
});

/** A main thread that notices soft interrupts, or only after so many terminations. */
function bench(terminations: number, turnsAfter = 0) {
  const signals = createSignals();
  Atomics.store(signals, SIGNAL.READY, 1);
  const done: unknown[] = [];
  const state = { latest: 1, late: false, turnLost: false };
  let left = terminations;
  let number = 0;
  const notice = () => {
    Atomics.store(signals, SIGNAL.INTERRUPTED, number);
    if (!state.turnLost && left <= -turnsAfter) Atomics.store(signals, SIGNAL.TURNED, number);
  };
  const interrupter = new Interrupter({
    signals,
    soft(given) {
      number = given;
      if (state.turnLost && interrupts(signals) === number) Atomics.store(signals, SIGNAL.TURNED, number);
      else if (left === 0) notice();
    },
    nudge: () => done.push('nudge'),
    terminated: (cell) => done.push(`terminated ${cell}`),
    latest: () => state.latest,
    calm: () => done.push('calm'),
    repeat: () => false,
    terminate(then) {
      done.push('terminate');
      if (--left <= 0) notice();
      if (state.late) setTimeout(then, 50);
      else then();
    },
    interruptChildren: () => done.push('children'),
    shieldLimit: 400,
  });
  return { signals, interrupter, done, state };
}

const interrupts = (signals: Int32Array) => Atomics.load(signals, SIGNAL.INTERRUPTED);

test('a main thread that notices is not terminated', async () => {
  const { interrupter, done, signals } = bench(0);
  await interrupter.interrupt();
  assert.deepEqual(done, []);
  assert.equal(interrupts(signals), 1);
});

test('one that does not is terminated until it does', async () => {
  const { interrupter, done } = bench(3);
  await interrupter.interrupt();
  assert.deepEqual(done, ['terminate', 'terminate', 'terminate', 'terminated 1', 'calm']);
});

test('one that notices, and goes on without a turn of its event loop, is terminated again', async () => {
  const { interrupter, done } = bench(1, 2);
  await interrupter.interrupt();
  assert.deepEqual(done, ['terminate', 'terminate', 'terminate', 'terminated 1', 'calm']);
});

test('one that notices, and whose turn a termination has taken, is asked again', async () => {
  const { interrupter, done, state } = bench(1);
  state.turnLost = true;
  await interrupter.interrupt();
  assert.deepEqual(done, ['terminate', 'terminated 1', 'calm']);
});

test('a termination that takes effect late is drawn off, and may have met the next cell', async () => {
  const { interrupter, done, state } = bench(1);
  state.late = true;
  const working = interrupter.interrupt();
  while (done.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  state.latest = 2;
  await working;
  assert.deepEqual([done[1], ...done.slice(-2)], ['nudge', 'terminated 2', 'calm']);
});

test('a second interrupt for the same cell changes nothing', async () => {
  const { interrupter, signals, done } = bench(1);
  await Promise.all([interrupter.interrupt(), interrupter.interrupt()]);
  assert.equal(interrupts(signals), 1);
  assert.deepEqual(done, ['terminate', 'terminated 1', 'calm']);
});

test('one for a later cell waits its turn, and is forgotten when that cell has ended', async () => {
  for (const [last, expected] of [
    [2, 2],
    [3, 1],
  ]) {
    const { interrupter, signals, state } = bench(1);
    const working = interrupter.interrupt();
    state.latest = 2;
    void interrupter.interrupt();
    state.latest = last!;
    await working;
    assert.equal(interrupts(signals), expected);
  }
});

test('nothing is terminated while modules are being evaluated, or before the engine is ready', async () => {
  const { signals, interrupter, done } = bench(1);
  Atomics.store(signals, SIGNAL.READY, 0);
  Atomics.store(signals, SIGNAL.SHIELD, 1);
  const working = interrupter.interrupt();
  await new Promise((resolve) => setTimeout(resolve, 80));
  Atomics.store(signals, SIGNAL.READY, 1);
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.deepEqual(done, []);
  Atomics.store(signals, SIGNAL.SHIELD, 0);
  await working;
  assert.deepEqual(done[0], 'terminate');
});

test('a callback that is stuck while the library loads is terminated in the end', async () => {
  const { signals, interrupter, done } = bench(1);
  Atomics.store(signals, SIGNAL.SHIELD, 1);
  await interrupter.interrupt();
  assert.deepEqual(
    done.filter((one) => one !== 'children'),
    ['terminate', 'terminated 1', 'calm'],
  );
});
