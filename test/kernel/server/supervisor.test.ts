import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { Engine, type EngineMessage } from '../../../kernel/server/supervisor.js';

const entry = new URL('../stub/engine.ts', import.meta.url);
const engines: Engine[] = [];
let cell = 0;

function start(flags: readonly string[] = []) {
  const messages: EngineMessage[] = [];
  const exits: unknown[] = [];
  const engine = new Engine({
    folder: tmpdir(),
    entry,
    flags,
    onMessage: (message) => messages.push(message),
    onExit: (exit) => exits.push(exit),
  });
  engines.push(engine);
  const run = (code: string) => engine.execute({ cell: ++cell, count: cell, code });
  const text = (name = 'stdout') =>
    messages
      .map((message) => (message.type === 'stream' && message.name === name ? message.text : ''))
      .join('');
  return { engine, messages, exits, run, text };
}

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.shutdown()));
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const gone = (pid: number) => until(() => !alive(pid));

test('an engine for later starts when it is told to, or for a cell or a question', async () => {
  const make = () => {
    const engine = new Engine({ folder: tmpdir(), entry, later: true, onMessage() {} });
    engines.push(engine);
    assert.equal(engine.pid, undefined);
    return engine;
  };
  const [told, run, asked, ended] = [make(), make(), make(), make()];
  told.start();
  const { pid } = told;
  told.start();
  assert.ok(pid !== undefined && told.pid === pid);
  assert.equal((await run.execute({ cell: ++cell, count: 1, code: '1' })).status, 'ok');
  void asked.ask({ type: 'isComplete', code: '1' });
  assert.ok(asked.pid !== undefined);
  await ended.shutdown();
  ended.start();
  assert.equal(ended.pid, undefined);
});

test('runs cells sent before the engine is up, one after the other', async () => {
  const { run, messages } = start();
  const outcomes = await Promise.all([run('print("a"); globalThis.x = 1'), run('show({ "text/plain": x })')]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['ok', 'ok'],
  );
  assert.deepEqual(
    messages.map(({ type }) => type),
    ['stream', 'result'],
  );
});

test('every line printed arrives before the cell ends', async () => {
  const { run, text } = start();
  await run('for (let i = 0; i < 10000; i++) print("line " + i + "\\n")');
  assert.equal(text(), Array.from({ length: 10_000 }, (_, i) => `line ${i}\n`).join(''));
});

test('text of native code and of child processes arrives before the cell ends', async () => {
  const { run, text } = start();
  await run(`load('fs').writeSync(1, 'raw é\\n'); load('fs').writeSync(2, 'a\\0b');
    load('child_process').execSync('echo from a child', { stdio: 'inherit' })`);
  assert.equal(text(), 'raw é\nfrom a child\n');
  assert.equal(text('stderr'), 'a\0b');
});

test('text of a child process that comes while nothing runs belongs to the last cell that is not silent', async () => {
  const { engine, messages, run, text } = start();
  const folder = mkdtempSync(join(tmpdir(), 'late-'));
  const commands = `while [ -e ${folder} ]; do sleep 0.05; done; echo late`;
  await run(`load('child_process').spawn('sh', ['-c', ${JSON.stringify(commands)}], { stdio: 'inherit' })`);
  const last = cell;
  const silent = { cell: ++cell, count: cell, code: '1', silent: true };
  await engine.execute(silent);
  await engine.comm(++cell, { action: 'msg', comm: 'a', data: {}, metadata: {}, buffers: [] });
  rmSync(folder, { recursive: true });
  await until(() => text() === 'late\n');
  assert.deepEqual(
    messages.filter(({ type }) => type === 'stream').map((message) => 'cell' in message && message.cell),
    [last],
  );
});

test('a cell that closes fd 1 still ends', async () => {
  const { run } = start();
  assert.equal((await run(`load('fs').closeSync(1)`)).status, 'ok');
});

test('text of any length arrives whole', async () => {
  const { run, text } = start();
  await run(`print('\\u{1F600}'.repeat(3_000_001))`);
  assert.equal(text().length, 6_000_002);
  assert.ok(!/\p{Surrogate}/u.test(text()));
});

test('what JSON cannot carry is refused on stderr', async () => {
  const { run, text } = start();
  assert.equal((await run('show({ "text/plain": 1n })')).status, 'ok');
  assert.match(text('stderr'), /Cannot show this result: expected data that JSON can carry/);
});

for (const [kind, code, ename, words] of [
  // The system may give a signal to another thread: until that runs, the cell must not end.
  [
    'a segmentation fault',
    `process.kill(process.pid, 'SIGSEGV'); for (;;);`,
    'EngineDied',
    /segmentation fault/,
  ],
  ['an abort', 'process.abort()', 'EngineDied', /SIGABRT/],
  ['kill -9', `process.kill(process.pid, 'SIGKILL'); for (;;);`, 'EngineDied', /SIGKILL/],
  [
    'out of memory',
    'const kept = []; for (;;) kept.push(new Array(1e5).fill(Math.random()))',
    'OutOfMemory',
    /NODE_OPTIONS/,
  ],
] as const) {
  test(`${kind}: the cell fails with a clear error, and the next one runs in a new engine`, async () => {
    const { engine, run, messages, exits, text } = start(['--max-old-space-size=64']);
    await run('globalThis.kept = 1; print("before ")');
    const { pid } = engine;
    const dying = run(`print("last words "); ${code}`);
    const outcome = await dying;
    assert.equal(outcome.status, 'error');
    if (outcome.status === 'error') {
      assert.equal(outcome.error.ename, ename);
      assert.match(outcome.error.traceback.join('\n'), words);
      assert.match(outcome.error.evalue, /variables and imports are gone/);
    }
    assert.equal(text(), 'before last words ');
    assert.ok(messages.some(({ type }) => type === 'error'));
    assert.equal(exits.length, 1);
    assert.equal((await run('print(typeof kept)')).status, 'ok');
    assert.notEqual(engine.pid, pid);
    assert.match(text(), /undefined$/);
  });
}

test('an engine that dies leaves the last will of its outputs, before the error of its cell', async () => {
  const { run, messages } = start();
  await run(`display({ kind: 'display', id: 'a', data: {}, ifLost: { 'text/plain': 'broken off' } });
    process.kill(process.pid, 'SIGKILL'); for (;;);`);
  // Node may have a last word on stderr.
  const shown = messages.filter(({ type }) => type !== 'stream');
  assert.deepEqual(
    shown.map((one) => (one.type === 'display' && 'data' in one.message ? one.message.data : one.type)),
    [{}, { 'text/plain': 'broken off' }, 'error'],
  );
});

test('an engine that cannot start is not started for ever, and says why', async () => {
  const messages: EngineMessage[] = [];
  const engine = new Engine({
    folder: tmpdir(),
    entry: new URL('./no-such-engine.mjs', import.meta.url),
    onMessage: (message) => messages.push(message),
  });
  engines.push(engine);
  const outcome = await engine.execute({ cell: 1, count: 1, code: '1' });
  assert.equal(outcome.status, 'error');
  if (outcome.status === 'error') {
    assert.match(
      outcome.error.traceback.join('\n'),
      /did not start[\s\S]*cellgrad doctor[\s\S]*no-such-engine/,
    );
  }
});

test('a restart fails the running cell and forgets the variables', async () => {
  const { engine, run, text } = start();
  await run('globalThis.kept = 1');
  const stuck = run('while (true) {}');
  await engine.restart();
  const outcome = await stuck;
  assert.equal(outcome.status === 'error' && outcome.error.ename, 'EngineStopped');
  await run('print(typeof kept)');
  assert.equal(text(), 'undefined');
});

test('a damaged stream ends that engine, not the server', async () => {
  const { run, text } = start();
  assert.equal((await run(`load('fs').writeSync(3, 'nonsense'); while (true) {}`)).status, 'error');
  assert.match(text('stderr'), /damaged/);
  assert.equal((await run('1')).status, 'ok');
});

test('input goes to the cell and back', async () => {
  const { engine, messages, run, text } = start();
  const cell = run(`(async () => print(await input('name? ')))()`);
  await until(() => messages.some(({ type }) => type === 'inputRequest'));
  const [request] = messages;
  assert.ok(request?.type === 'inputRequest' && request.prompt === 'name? ');
  engine.reply(request.id, 'Ada');
  await cell;
  assert.equal(text(), 'Ada');
});

test('a question gets its answer, in the middle of an endless loop too', async () => {
  const { engine, run, text } = start();
  const ask = async () => {
    const answer = await engine.ask({ type: 'complete', code: 'ab', cursor: 2 }, 60_000);
    assert.deepEqual((answer as { matches: string[] }).matches, ['ab!']);
  };
  await ask();
  const stuck = run('print("busy"); while (true) {}');
  await until(() => text() === 'busy');
  await ask();
  await ask();
  engine.interrupt();
  await stuck;
  await ask();
});

test('a question gets no answer when native code holds the engine for longer than the limit', async () => {
  const { engine, run, text } = start();
  // The child says it: by then the engine waits for it in native code, and does so until it is ended.
  const stuck = run(`load('child_process').execSync('echo busy; sleep 1000', { stdio: 'inherit' })`);
  await until(() => text() === 'busy\n');
  assert.equal(await engine.ask({ type: 'isComplete', code: '' }, 50), undefined);
  await engine.shutdown();
  assert.equal((await stuck).status, 'error');
});

test('shutdown leaves no process behind, not even one that a cell started', async () => {
  const { engine, run, text } = start();
  await run(`print(String(load('child_process').spawn('sleep', ['1000']).pid))`);
  const child = Number(text());
  const { pid } = engine;
  assert.ok(alive(child) && pid !== undefined);
  await engine.shutdown();
  await gone(child);
  await gone(pid);
});

test('an engine whose server was killed ends at once, even in an endless loop', async () => {
  const module = new URL('../../../kernel/server/supervisor.ts', import.meta.url).href;
  const script = `const { Engine } = await import(${JSON.stringify(module)});
    const engine = new Engine({ folder: '/', entry: new URL(${JSON.stringify(entry.href)}), onMessage() {} });
    await engine.execute({ cell: 1, count: 1, code: '1' });
    void engine.execute({ cell: 2, count: 2, code: 'while (true) {}' });
    console.log(engine.pid);`;
  const server = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const pid = await new Promise<number>((resolve) => {
    server.stdout.once('data', (data: Buffer) => resolve(Number(data)));
  });
  assert.ok(alive(pid));
  server.kill('SIGKILL');
  await gone(pid);
});
