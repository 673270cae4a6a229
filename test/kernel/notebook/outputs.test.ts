import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeCell } from '../../../kernel/notebook/nbformat.js';
import { Outputs } from '../../../kernel/notebook/outputs.js';

function setUp() {
  const cells = new Map(
    [1, 2].map((number): [number, CodeCell] => [
      number,
      {
        cell_type: 'code',
        id: String(number),
        metadata: {},
        source: '',
        execution_count: number,
        outputs: [],
      },
    ]),
  );
  const outputs = new Outputs(cells);
  return {
    of: (number: number) => cells.get(number)!.outputs,
    texts: (number: number) =>
      cells.get(number)!.outputs.map((output) => {
        if (output.output_type === 'stream') return `${output.name}: ${output.text}`;
        return output.output_type === 'error' ? output.ename : output.data['text/plain'];
      }),
    stream: (cell: number, text: string, name: 'stdout' | 'stderr' = 'stdout') =>
      outputs.receive({ type: 'stream', cell, name, text }),
    display: (cell: number, text: string, id?: string) =>
      outputs.receive({
        type: 'display',
        cell,
        message: { kind: 'display', data: { 'text/plain': text }, ...(id !== undefined && { id }) },
      }),
    update: (cell: number, text: string, id: string) =>
      outputs.receive({
        type: 'display',
        cell,
        message: { kind: 'update', id, data: { 'text/plain': text } },
      }),
    clear: (cell: number, wait: boolean) =>
      outputs.receive({ type: 'display', cell, message: { kind: 'clear', wait } }),
    receive: outputs.receive.bind(outputs),
  };
}

test('text of one stream that comes together is one output', () => {
  const { stream, texts } = setUp();
  stream(1, 'a');
  stream(1, 'b\n');
  stream(1, 'e', 'stderr');
  stream(1, 'c');
  stream(2, 'd');
  assert.deepEqual(texts(1), ['stdout: ab\n', 'stderr: e', 'stdout: c']);
  assert.deepEqual(texts(2), ['stdout: d']);
});

test('results and errors', () => {
  const { of, receive } = setUp();
  receive({ type: 'result', cell: 2, data: { 'text/plain': '5' }, metadata: { a: 1 } });
  receive({ type: 'error', cell: 2, error: { ename: 'E', evalue: 'v', traceback: ['t'] } });
  assert.deepEqual(of(2), [
    { output_type: 'execute_result', data: { 'text/plain': '5' }, metadata: { a: 1 }, execution_count: 2 },
    { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] },
  ]);
});

test('an update changes every output of its id, in any cell; an unknown id nothing', () => {
  const { display, update, texts } = setUp();
  display(1, 'one', 'x');
  display(1, 'other');
  update(2, 'two', 'x');
  update(2, 'nothing', 'y');
  assert.deepEqual(texts(1), ['two', 'other']);
  assert.deepEqual(texts(2), []);
  display(2, 'three', 'x');
  assert.deepEqual([texts(1), texts(2)], [['three', 'other'], ['three']]);
});

test('clear at once, and clear that waits', () => {
  const { stream, display, update, clear, texts } = setUp();
  stream(1, 'a');
  clear(1, false);
  assert.deepEqual(texts(1), []);
  display(1, 'b', 'x');
  clear(1, true);
  assert.deepEqual(texts(1), ['b']);
  stream(2, 'other cell');
  assert.deepEqual(texts(1), ['b']);
  stream(1, 'c');
  assert.deepEqual(texts(1), ['stdout: c']);
  update(1, 'gone', 'x');
  assert.deepEqual(texts(1), ['stdout: c']);
});

test('messages that are no output, or of no cell of the notebook', () => {
  const { of, receive, stream } = setUp();
  receive({ type: 'inputRequest', cell: 1, id: 1, prompt: '', password: false });
  stream(9, 'x');
  assert.deepEqual(of(1), []);
});
