import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellOutputs } from '../../../kernel/server/cell-outputs.js';
import { header, services } from '../stub/services.js';

function bench() {
  const sent: [string, unknown, string | undefined][] = [];
  const asked: unknown[] = [];
  const comms = new Map<string, { target_name: string }>();
  let busy = false;
  const { iopub, executions, inputs, types } = services({
    types: { setMode: (mode: string | undefined) => `mode ${mode}` },
    iopub: {
      publish: (type: string, content: object, parent?: { msg_id: string }) =>
        sent.push([type, content, parent?.msg_id]),
      stream: (parent: { msg_id: string } | undefined, name: string, text: string) =>
        sent.push([name, text, parent?.msg_id]),
    },
    executions: {
      noteOutput: () => {},
      countOf: () => 3,
      get busy() {
        return busy;
      },
    },
    inputs: { ask: (...question: unknown[]) => asked.push(question) },
  });
  const outputs = new CellOutputs({ iopub, executions, inputs, comms, types });
  return {
    sent,
    asked,
    comms,
    outputs,
    setBusy(now: boolean) {
      busy = now;
    },
  };
}

test('each output becomes its message, under the request of its cell', () => {
  const { outputs, sent } = bench();
  const cell = outputs.newCell(header('execute_request', 'r'));
  const data = { 'text/plain': 'x' };
  const error = { ename: 'E', evalue: 'v', traceback: [] };
  outputs.show({ type: 'stream', cell, name: 'stdout', text: 't' });
  outputs.show({ type: 'result', cell, data, metadata: {} });
  outputs.show({ type: 'display', cell, message: { kind: 'display', data } });
  outputs.show({ type: 'display', cell, message: { kind: 'display', data, id: 'd', metadata: { m: 1 } } });
  outputs.show({ type: 'display', cell, message: { kind: 'update', data, id: 'd' } });
  outputs.show({ type: 'display', cell, message: { kind: 'clear', wait: true } });
  outputs.show({ type: 'error', cell, error });
  assert.deepEqual(sent, [
    ['stdout', 't', 'r'],
    ['execute_result', { execution_count: 3, data, metadata: {} }, 'r'],
    ['display_data', { data, metadata: {}, transient: {} }, 'r'],
    ['display_data', { data, metadata: { m: 1 }, transient: { display_id: 'd' } }, 'r'],
    ['update_display_data', { data, metadata: {}, transient: { display_id: 'd' } }, 'r'],
    ['clear_output', { wait: true }, 'r'],
    ['error', error, 'r'],
  ]);
});

test('a silent cell shows nothing, but its comms and questions work', () => {
  const { outputs, sent, asked } = bench();
  const cell = outputs.newCell(header('execute_request', 'r'), true);
  outputs.show({ type: 'stream', cell, name: 'stdout', text: 't' });
  outputs.show({ type: 'inputRequest', cell, id: 1, prompt: '?', password: true });
  const comm = { type: 'comm', cell, comm: 'c', data: {}, metadata: {}, buffers: [] } as const;
  outputs.show({ ...comm, action: 'open', target: 't' });
  assert.deepEqual(sent, [['comm_open', { comm_id: 'c', target_name: 't', data: {} }, 'r']]);
  assert.deepEqual(asked, [[cell, 1, '?', true]]);
});

test('comms that cells open and close are listed', () => {
  const { outputs, comms } = bench();
  const comm = { type: 'comm', cell: 0, comm: 'c', data: {}, metadata: {}, buffers: [] } as const;
  outputs.show({ ...comm, action: 'open', target: 't' });
  assert.deepEqual([...comms], [['c', { target_name: 't' }]]);
  outputs.show({ ...comm, action: 'close' });
  assert.equal(comms.size, 0);
});

test('an engine that ended between two cells is told at the next one that shows something', () => {
  const { outputs, sent, comms, setBusy } = bench();
  comms.set('c', { target_name: 't' });
  outputs.engineEnded();
  assert.equal(comms.size, 0);
  assert.deepEqual(sent.splice(0), [['comm_close', { comm_id: 'c', data: {} }, undefined]]);
  outputs.newCell(header('execute_request', 's'), true);
  assert.equal(sent.length, 0);
  outputs.newCell(header('execute_request', 'r'));
  outputs.newCell(header('execute_request', 'r'));
  assert.equal(sent.length, 1);
  assert.match(String(sent[0]?.[1]), /Variables and imports are gone/);
  setBusy(true);
  outputs.engineEnded();
  outputs.newCell(header('execute_request', 'r'));
  assert.equal(sent.length, 1, 'the cell that was running had its own error');
});

test('a change of how types are checked is said in its cell', () => {
  const { outputs, sent } = bench();
  const cell = outputs.newCell(header('execute_request', 'r'));
  outputs.show({ type: 'types', cell, mode: 'show' });
  assert.deepEqual(sent, [['stdout', 'mode show', 'r']]);
});
