import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Breakpoints } from '../../../kernel/debugger/breakpoints.js';
import type { Paused } from '../../../kernel/debugger/inspector-events.js';
import type { Scripts } from '../../../kernel/debugger/scripts.js';
import { type StepKind, StopPolicy } from '../../../kernel/debugger/stop-policy.js';
import type { Stopped } from '../../../kernel/debugger/stopped.js';
import { fakeInspector } from '../stub/fake-inspector.js';

const SOURCE = 'try { a() } catch {}\nb()';

/** Frames as `script:line`, the innermost first; `L` stands for one of a package. */
function stop(frames: string, paused: object = {}): Stopped {
  const calls = frames.split(' ').map((text) => {
    const [script = '', line = '0'] = text.split(':');
    return {
      script,
      line: Number(line),
      location: { scriptId: script, lineNumber: Number(line), columnNumber: 6 },
    };
  });
  const users = calls.filter(({ script }) => script !== 'L');
  return {
    frames: users.map((call) => ({ script: { id: call.script }, line: call.line, call })),
    isAtUserCode: calls[0] === users[0],
    paused: { reason: 'other', callFrames: calls, ...paused },
  } as unknown as Stopped;
}

function policy(from?: string, kind?: StepKind) {
  const { inspector } = fakeInspector({ 'Debugger.getScriptSource': () => ({ scriptSource: SOURCE }) });
  const scripts = { get: (id: string) => (id === 'L' ? undefined : { id }) } as unknown as Scripts;
  const breakpoints = {
    hit: ({ hitBreakpoints: [id] = [] }: Paused) => id && (id === 'start' ? 'entry' : 'breakpoint'),
  } as unknown as Breakpoints;
  const it = new StopPolicy(inspector, scripts, breakpoints);
  if (from) it.leave(stop(from), kind);
  return it;
}

test('breakpoints stop, also in a step; a stop without reason is a pause', async () => {
  assert.deepEqual(await policy().judge(stop('1:1', { hitBreakpoints: ['x'] })), { reason: 'breakpoint' });
  assert.deepEqual(await policy('1:1', 'stepOver').judge(stop('1:1', { hitBreakpoints: ['x'] })), {
    reason: 'breakpoint',
  });
  assert.deepEqual(await policy().judge(stop('1:1')), { reason: 'pause' });
  assert.deepEqual(await policy().judge(stop('L')), { go: 'resume' });
});

test('where a file begins nobody is stopped', async () => {
  assert.deepEqual(await policy().judge(stop('2:1', { hitBreakpoints: ['start'] })), { go: 'resume' });
});

test('a pause looks for code of the person, for a few steps, then again later, and is forgotten when they go on', async () => {
  const it = policy();
  it.pause();
  for (let i = 0; i < 20; i += 1) assert.deepEqual(await it.judge(stop('L')), { go: 'stepInto' });
  assert.deepEqual(await it.judge(stop('L')), { go: 'resume', pauseAgain: true });
  assert.ok(it.isPausing);
  assert.deepEqual(await it.judge(stop('L 1:1')), { reason: 'pause' });
  it.leave(stop('1:1'));
  assert.ok(!it.isPausing);
  assert.deepEqual(await it.judge(stop('L')), { go: 'resume' });
});

test('a step ends on another line, in another function, or after many steps on one line', async () => {
  assert.deepEqual(await policy('1:1', 'stepOver').judge(stop('1:2')), { reason: 'step' });
  assert.deepEqual(await policy('1:1', 'stepInto').judge(stop('1:1 1:1')), { reason: 'step' });
  const same = policy('1:1', 'stepOver');
  for (let i = 0; i < 100; i += 1) assert.deepEqual(await same.judge(stop('1:1')), { go: 'stepOver' });
  assert.deepEqual(await same.judge(stop('1:1')), { reason: 'step' });
});

test("a step leaves packages again, and does not stop in the next cell's code", async () => {
  assert.deepEqual(await policy('1:1', 'stepInto').judge(stop('L 1:1')), { go: 'stepOut' });
  assert.deepEqual(await policy('1:1', 'stepOver').judge(stop('2:1')), { go: 'resume' });
});

test('exceptions stop when they are wanted: those that nobody catches, or all', async () => {
  const thrown = { reason: 'exception' };
  const it = policy();
  it.filters = new Set(['uncaught']);
  assert.deepEqual(await it.judge(stop('1:1', thrown)), { reason: 'exception' });
  assert.deepEqual(await it.judge(stop('L:1 1:1', thrown)), { reason: 'exception' });
  assert.deepEqual(await it.judge(stop('1:0', thrown)), { go: 'resume' });
  assert.deepEqual(await it.judge(stop('1:1 2:0', thrown)), { go: 'resume' });
  it.filters = new Set(['all']);
  assert.deepEqual(await it.judge(stop('1:0', thrown)), { reason: 'exception' });
  // What a package throws and catches itself is its own business.
  assert.deepEqual(await it.judge(stop('L:0 1:1', thrown)), { go: 'resume' });
  assert.deepEqual(await it.judge(stop('L:1', thrown)), { go: 'resume' });
});
