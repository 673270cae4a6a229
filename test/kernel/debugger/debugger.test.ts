/** With a real engine, without sockets; test/jupyter/test_debugger.py has the rest. */
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { Debugger } from '../../../kernel/debugger/debugger.js';
import { Engine } from '../../../kernel/server/supervisor.js';

interface Event {
  readonly event: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

type Reply = { readonly success: boolean; readonly message?: string; readonly body: Record<string, never> };

let engine: Engine;
let subject: Debugger;
const events: Event[] = [];
let wake = () => {};

before(async () => {
  engine = new Engine({
    folder: tmpdir(),
    onMessage: (message) => message.type === 'debugEvent' && subject.event(message.event),
    onExit: () => subject.engineEnded(),
  });
  subject = new Debugger({
    post: async (method, params) => {
      await engine.ready();
      return engine.ask({ type: 'debug', method, params });
    },
    publish: (event) => {
      events.push(event as Event);
      wake();
    },
    interrupt: () => engine.interrupt(),
  });
});
after(() => engine.shutdown());

let seq = 0;
async function ask(command: string, args: object = {}): Promise<Reply> {
  return (await subject.request({ seq: ++seq, command, arguments: { ...args } })) as Reply;
}

async function event(name: string): Promise<Event> {
  for (;;) {
    const at = events.findIndex((one) => one.event === name);
    if (at >= 0) return events.splice(0, at + 1).at(-1)!;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

let cell = 0;
const run = (code: string) => engine.execute({ cell: ++cell, count: cell, code });

test('what needs a start says so', async () => {
  assert.match((await ask('stackTrace')).message!, /has not been started/);
  assert.equal((await ask('debugInfo')).body['isStarted'], false);
  assert.match((await ask('inspectVariable')).message!, /no such command/);
});

test('a breakpoint stops, is shown, stepped from and interrupted', async () => {
  await ask('initialize');
  await ask('attach');
  await event('initialized');
  const code = 'function f(n: number) {\n  const m = n + 1\n  return m\n}\nf(1)';
  const { sourcePath } = (await ask('dumpCell', { code })).body;
  const set = await ask('setBreakpoints', { source: { path: sourcePath }, breakpoints: [{ line: 2 }] });
  assert.equal((set.body['breakpoints'] as unknown as { verified: boolean }[])[0]!.verified, true);
  const outcome = run(code);
  assert.equal((await event('stopped')).body!['reason'], 'breakpoint');
  const lines = async () =>
    ((await ask('stackTrace')).body['stackFrames'] as unknown as { line: number }[]).map(({ line }) => line);
  assert.deepEqual(await lines(), [2, 5]);
  await ask('next');
  await event('stopped');
  assert.deepEqual(await lines(), [3, 5]);
  engine.interrupt();
  await event('continued');
  const ended = await outcome;
  assert.equal(ended.status === 'error' && ended.error.ename, 'KeyboardInterrupt');
});

test('a new engine gets the breakpoints of the old one', async () => {
  const code = 'let twice = 2\ntwice * 2';
  const { sourcePath } = (await ask('dumpCell', { code })).body;
  await ask('setBreakpoints', { source: { path: sourcePath }, breakpoints: [{ line: 2 }] });
  await run('process.kill(process.pid, "SIGKILL"); while (true);');
  await subject.ready();
  const outcome = run(code);
  await event('stopped');
  await ask('disconnect');
  assert.equal((await outcome).status, 'ok');
  assert.equal((await run(code)).status, 'ok');
});
