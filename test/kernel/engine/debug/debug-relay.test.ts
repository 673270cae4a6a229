import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DebugEvent } from '../../../../kernel/debugger/inspector-events.js';
import { DebugRelay, type InspectorSession } from '../../../../kernel/engine/debug/debug-relay.js';
import type { ToServer } from '../../../../kernel/link.js';

function relay() {
  const posted: [string, object][] = [];
  const sent: ToServer[] = [];
  let notify = (_: unknown) => {};
  const session = {
    post(method: string, params: object, then?: (error: Error | null, result?: object) => void) {
      posted.push([method, params]);
      if (method === 'throws') throw new Error('closed');
      then?.(method === 'refused' ? new Error('no') : null, { of: method });
    },
    on(_: string, listener: (message: unknown) => void) {
      notify = listener;
    },
  } as unknown as InspectorSession;
  const it = new DebugRelay(session, (message) => sent.push(message));
  return { it, posted, sent, notify: (event: DebugEvent) => notify(event) };
}

const PAUSED = { method: 'Debugger.paused', params: { reason: 'other', callFrames: [] } } as const;
const RESUMED = { method: 'Debugger.resumed' } as const;

test('requests go to the inspector, what it says or refuses comes back', () => {
  const { it, posted, sent } = relay();
  for (const [id, method] of ['a', 'refused', 'throws'].entries())
    it.post({ type: 'debug', id, method, params: {} });
  assert.equal(posted.length, 3);
  assert.deepEqual(
    sent.map((message) => message.type === 'reply' && message.value),
    [{ result: { of: 'a' } }, { error: 'no' }, { error: 'closed' }],
  );
});

test("stops and the user's scripts are told, all else is not", () => {
  const { sent, notify } = relay();
  const parsed = (url: string) =>
    ({
      method: 'Debugger.scriptParsed',
      params: { scriptId: '1', url, isModule: false, hash: 'h' },
    }) as DebugEvent;
  for (const event of [parsed('node:fs'), parsed('file:///Cell%201.ts'), PAUSED, RESUMED] as DebugEvent[])
    notify(event);
  notify({ method: 'Runtime.consoleAPICalled' } as unknown as DebugEvent);
  assert.deepEqual(
    sent.map((message) => message.type === 'debugEvent' && message.event),
    [
      {
        method: 'Debugger.scriptParsed',
        params: { scriptId: '1', url: 'file:///Cell%201.ts', isModule: false },
      },
      PAUSED,
      RESUMED,
    ],
  );
});

test('what stands at a breakpoint is terminated there', () => {
  const { it, posted, notify } = relay();
  it.end();
  it.terminate(() => {});
  notify(PAUSED as unknown as DebugEvent);
  it.terminate(() => {});
  it.end();
  notify(RESUMED);
  it.terminate(() => {});
  const stopped = ['Debugger.resume', { terminateOnResume: true }];
  const running = ['Runtime.terminateExecution', {}];
  assert.deepEqual(posted, [running, stopped, stopped, running]);
});
